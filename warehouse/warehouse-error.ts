/** The warehouse cannot be used; the message says what to do. */
export class WarehouseError extends Error {
  override readonly name: string = 'WarehouseError';
}
