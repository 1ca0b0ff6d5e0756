/** The warehouse cannot be used; the message says what to do. */
export class WarehouseError extends Error {
  override readonly name = 'WarehouseError';
  /** True when another process has the file. */
  readonly inUse: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly inUse?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.inUse = options.inUse ?? false;
  }
}
