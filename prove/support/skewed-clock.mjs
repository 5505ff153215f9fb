// Loaded before the program (`node --import`): its own clock is wrong by so many milliseconds, as after a battery died or a
// machine was restored from a copy. What the database says is not touched.
const offset = Number(process.env.MOTCUA_PROOF_CLOCK_OFFSET_MS)
if (!Number.isFinite(offset)) throw new Error('MOTCUA_PROOF_CLOCK_OFFSET_MS is not a number')

const TrueDate = Date
class WrongDate extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(TrueDate.now() + offset)
    else super(...given)
  }
  static now() {
    return TrueDate.now() + offset
  }
}
globalThis.Date = WrongDate
