/** The declared tables that controls, help and messages are derived from, handed on to the page and the command line. */
export { hyperparameterNames, hyperparameters, isChoice, type Hyperparameter, type HyperparameterName } from '../agent/hyperparameters';
export { catalogue } from '../scenarios';
export { InputError } from '../world/input-error';
export { readName } from '../world/json';
