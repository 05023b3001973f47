declare module 'virtual:assembly/*' {
  /** the bytes of a WebAssembly module, base64 */
  const module: string;
  export default module;
}
