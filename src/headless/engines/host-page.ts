/** The worker of a blank page that holds the browser's device. Its own address ends in what the page's messages go to. */
import { serveDevice } from '../../lab/host';

// The type says that it is always there; browsers without WebGPU differ.
await serveDevice(new URL(location.hash.slice(1), location.origin).href, navigator.gpu as GPU | undefined);
