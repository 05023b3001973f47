/** Constant expressions of WGSL over u32 and bool, as loop bounds and indices need them. Nothing is ever executed. */

export type Constants = Readonly<Record<string, number | boolean>>;

const tokens = /\s*(\d+u?|\w+|<=|>=|==|!=|&&|\|\||[-+*/%()<>!])/y;
const precedence: Readonly<Record<string, number>> = { '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 };

/**
 * The value of an expression.
 * @throws Error for an unknown name or malformed text
 */
export function evaluate(expression: string, constants: Constants): number | boolean {
  const list: string[] = [];
  tokens.lastIndex = 0;
  for (let match = tokens.exec(expression); match; match = tokens.exec(expression)) list.push(match[1]!);
  let position = 0;

  const operand = (): number | boolean => {
    const token = list[position++];
    if (token === undefined) throw new Error(`"${expression}" ends too early`);
    if (token === '(') {
      const inner = binary(1);
      if (list[position++] !== ')') throw new Error(`"${expression}" lacks a parenthesis`);
      return inner;
    }
    if (token === '!') return operand() !== true;
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^\d/.test(token)) return Number.parseInt(token, 10);
    const value = constants[token];
    if (value === undefined) throw new Error(`${token} in "${expression}" is not a constant`);
    return value;
  };
  const binary = (least: number): number | boolean => {
    let left = operand();
    for (let operator = list[position]; operator !== undefined && (precedence[operator] ?? 0) >= least; operator = list[position]) {
      position++;
      left = apply(operator, left, binary(precedence[operator]! + 1));
    }
    return left;
  };

  const result = binary(1);
  if (position !== list.length || list.join('') !== expression.replace(/\s+/g, '')) throw new Error(`"${expression}" is not a constant expression`);
  return result;
}

function apply(operator: string, x: number | boolean, y: number | boolean): number | boolean {
  const a = Number(x);
  const b = Number(y);
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return Math.trunc(a / b);
    case '%': return a % b;
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    case '>=': return a >= b;
    case '==': return x === y;
    case '!=': return x !== y;
    case '&&': return x === true && y === true;
    default: return x === true || y === true;
  }
}
