/** What our tests use of the library `datapackage`, which brings no types. */
declare module 'datapackage' {
  export class Package {
    static load(
      descriptor: unknown,
      options: { readonly basePath: string; readonly strict: boolean },
    ): Promise<Package>;
    readonly valid: boolean;
    readonly errors: readonly Error[];
    getResource(name: string): {
      read(options?: { readonly keyed?: boolean; readonly relations?: boolean }): Promise<readonly unknown[]>;
    };
  }
}
