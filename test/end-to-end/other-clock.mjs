/** Preloaded into a command (`NODE_OPTIONS=--import`): the clock of its machine is `CLOCK_AHEAD_MS` ahead, or behind. */
const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const Real = Date;

globalThis.Date = new Proxy(Real, {
  construct: (target, args, made) =>
    Reflect.construct(target, args.length === 0 ? [Real.now() + ahead] : args, made),
  apply: () => new Real(Real.now() + ahead).toString(),
  get: (target, name) => (name === 'now' ? () => Real.now() + ahead : Reflect.get(target, name)),
});
