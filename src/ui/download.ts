/** How long a browser may take to read what it downloads, in milliseconds. */
const reading = 60_000;

/** Hands a file to the browser's downloads. */
export function download(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), reading);
}
