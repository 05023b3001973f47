/** A function that remembers its last answer, and gives it again as long as it is asked for the same. */
export function memo<Inputs extends readonly unknown[], Answer>(of: (...inputs: Inputs) => Answer): (...inputs: Inputs) => Answer {
  let last: { readonly inputs: Inputs; readonly answer: Answer } | null = null;
  return (...inputs) => {
    if (!last || inputs.some((input, index) => !Object.is(input, last!.inputs[index]))) last = { inputs, answer: of(...inputs) };
    return last.answer;
  };
}
