/** A file that grows out of pieces of text, compressed on the way where that is wanted; little of it stays in memory. */

/** Characters that are put together before they are handed to the browser. */
const pieceLength = 2 ** 20;

export class FileWriter {
  private waiting: string[] = [];
  private length = 0;
  /** Pieces that the browser keeps, on disk where it likes. */
  private readonly pieces: Blob[] = [];
  private readonly packer: WritableStreamDefaultWriter<BufferSource> | undefined;
  private readonly packed: Promise<void> | undefined;

  constructor(
    gzip: boolean,
    private readonly type: string,
  ) {
    if (!gzip) return;
    const { readable, writable } = new CompressionStream('gzip');
    this.packer = writable.getWriter();
    this.packed = this.collect(readable.getReader());
  }

  async write(text: string): Promise<void> {
    this.waiting.push(text);
    this.length += text.length;
    if (this.length >= pieceLength) await this.put();
  }

  /** The whole file. */
  async end(): Promise<Blob> {
    await this.put();
    await this.packer?.close();
    await this.packed;
    return new Blob(this.pieces, { type: this.packer ? 'application/gzip' : this.type });
  }

  private async put(): Promise<void> {
    const text = this.waiting.join('');
    this.waiting = [];
    this.length = 0;
    if (this.packer) await this.packer.write(new TextEncoder().encode(text));
    else this.pieces.push(new Blob([text]));
  }

  private async collect(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.pieces.push(new Blob([value]));
    }
  }
}
