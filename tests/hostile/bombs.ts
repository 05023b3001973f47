/** Input made to take long or much: small to send, large to open. Every one is within what its door's length allows. */
import { deflateSync } from 'fflate';
import { encodeBase64url } from '../../src/experiment/base64url';
import { crc32 } from '../../src/experiment/crc32';
import { importConditioning } from '../../src/experiment/import-conditioning';
import { decodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { parseJson } from '../../src/experiment/parse-json';
import { parseRunFile } from '../../src/experiment/run-file';
import { worldOf } from '../../src/experiment/world-of';
import { catalogue } from '../../src/scenarios';
import { compile } from '../../src/world/compile';
import { importGymnasium } from '../../src/world/import-gymnasium';
import { parseWorld } from '../../src/world/validate';
import type { ScenarioOption } from '../../src/world/scenario';
import { linkAround, type Door } from './doors';

const long = 'x'.repeat(1_000_000);
const many = (n: number) => Array.from({ length: n }, (_, i) => i);
const stay = (actions: number) => many(actions).map((action) => [0, action, [[1, 0, [], false]]]);
const level = (name: string) => ({ name, splits: { train: 1 }, states: 1, start: [[1, 0]], transitions: stay(1) });
const world = (levels: readonly unknown[], more: object = {}) => ({ schema: 1, actions: ['a'], events: [], levels, ...more });
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

/** Everything fades that may: a million rows from a few hundred characters. */
const faded = {
  schema: 1, actions: many(16).map(String), events: many(16).map((i) => ({ name: `e${i}`, reward: 1, proxies: { a: 1, b: 2, c: 3, d: 4, e: 5, f: i } })),
  fading: {
    names: many(16).map((i) => `t${i}`), probability: 0.5, start: [], features: many(16).map((i) => [i, 1]),
    counted: many(5).map((i) => `e${i}`), masked: many(5).map((i) => `e${i + 5}`),
  },
  levels: [{
    name: 'x', splits: { train: 1 }, states: 8, start: [[1, 0]], maxSteps: 1 << 20,
    transitions: many(128).map((pair) => [pair >> 4, pair & 15, [[1, 7 - (pair >> 4), ['e1'], false]]]), features: { object: many(8).map((state) => [[16 + state, 1]]) },
  }],
};

const largest = (options: Readonly<Record<string, ScenarioOption>>): object =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, 'choices' in option ? option.choices.at(-1) : 'min' in option ? option.max : true]));

const openWorld = (value: unknown): void => void compile(parseWorld(value));
type Thrown = readonly [name: string, open: (input: unknown) => void, input: () => unknown];
const bombs: readonly Thrown[] = [
  ['an endless name of a scenario', (link) => void decodeLink(String(link)), () => linkAround(JSON.stringify({ scenario: long.slice(0, 900_000) }))],
  ['an endless key', (link) => void decodeLink(String(link)), () => linkAround(JSON.stringify({ [long.slice(0, 900_000)]: 1 }))],
  ['a hundred million blanks', (link) => void decodeLink(String(link)), () => bomb(new Uint8Array(100_000_000).fill(32))],
  ['a link of 100 MB', (link) => void decodeLink(String(link)), () => `#1.${'A'.repeat(100_000_000)}`],
  ['brackets in brackets', (link) => void decodeLink(String(link)), () => linkAround(nested(400_000, '[', ']'))],
  ['objects in objects', (link) => void decodeLink(String(link)), () => linkAround(`{"scenario":{"world":${nested(150_000, '{"a":', '}').replace('{"a":}', '{}')}}}`)],
  ['as many agents as there may be', (value) => void parseExperiment(value), () => ({ scenario: 'cheese-corner', agents: 2 ** 24, agent: { hidden: 64 } })],
  ['grids of grids', (value) => void parseExperiment(value), () => ({ scenario: 'random-walk', agent: Object.fromEntries(['gamma', 'alpha', 'beta', 'lambda', 'floor', 'temperature', 'initScale'].map((name) => [name, { grid: many(1024).map((i) => 0.001 + i / 2048) }])) })],
  ['phases of phases', (value) => void parseExperiment(value), () => ({ scenario: 'random-walk', phases: many(64).map((i) => ({ name: `p${i}`, levels: many(1000).map(() => 'walk'), repeat: 2 ** 32 - 1 })) })],
  ['a world of many levels', openWorld, () => world(many(8000).map((i) => level(`level ${i}`)))],
  ['a world of many states without an end', openWorld, () => world([{ ...level('x'), states: 2 ** 20 }])],
  ['a wide drawing', openWorld, () => world([{ ...level('x'), draw: { width: 2 ** 20, height: 1, cell: [0], objects: [] } }])],
  ['everything fades', openWorld, () => faded],
  ['one outcome too often', openWorld, () => world([{ ...level('x'), transitions: [[0, 0, many(20_000).map(() => [1 / 20_000, 0, [], false])]] }])],
  ['a table of a million empty states', (value) => openWorld(importGymnasium(value)), () => Object.fromEntries(many(200_000).map((i) => [i, {}]))],
  ['trials of trials', (value) => void parseExperiment(importConditioning(value)), () => ({ id: 'x', trials: { A: [{ a: 1 }] }, groups: { g: many(60).reduce<unknown>((part) => ({ of: [part, 'A'], repeat: 4_000_000_000 }), 'A') } })],
  ['trials drawn from trials', (value) => void parseExperiment(importConditioning(value)), () => ({ id: 'x', trials: Object.fromEntries(many(10_000).map((i) => [`T${i}`, [{ a: 1 }]])), groups: { g: { oneOf: many(10_000).map((i) => [1 / 10_000, `T${i}`]) } } })],
  ['a text without an end', (text) => void parseJson(String(text), 'file'), () => `["${'\\u0041'.repeat(1_000_000)}`],
  ['a million lines', (text) => void parseJson(String(text), 'file'), () => '\n'.repeat(5_000_000)],
  ['runs of runs', (text) => void parseRunFile(String(text), 'file', 0), () => `{"schema":1,"runs":[${many(201).map(() => '{}').join()}]}`],
];

/** A link around any bytes. */
function bomb(bytes: Uint8Array): string {
  const stream = deflateSync(bytes, { level: 9 });
  const payload = new Uint8Array(stream.length + 4);
  payload.set(stream);
  new DataView(payload.buffer).setUint32(stream.length, crc32(stream));
  return `#1.${encodeBase64url(payload)}`;
}

const doors = (thrown: readonly Thrown[]): readonly (Door & { readonly input: () => unknown })[] => thrown.map(([name, open, input]) => ({ name, examples: [], open, input }));

/** Doors with the one thing that is thrown at each. */
export const bombDoors = doors(bombs);

/** Worlds of the catalogue with every option as large as it may be: what they ask for is much, and bounded. */
export const largestWorlds = doors([...catalogue.values()].filter(({ options }) => Object.keys(options).length > 0).map(({ id, options }) =>
  [`${id} with the largest options`, (value) => void compile(worldOf(parseExperiment(value))), () => ({ scenario: id, scenarioOptions: largest(options) })]));
