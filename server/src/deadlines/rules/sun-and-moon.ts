import { type Instant, instantFromMs, MS_PER_DAY, msOf } from '#common/time.ts'

/**
 * Where the sun stands and when the moon is new: as much astronomy as the lunar calendar needs, for the years 2004
 * to 2051. The series are those of Astronomical Algorithms (2nd edition, Richmond 1998), chapters 22, 25, 49 and
 * appendix III. Held against an independent ephemeris, a new moon is right to 19 seconds and the sun crosses a term
 * within 46 seconds of where we say; no day of the calendar hangs on less than two and a half minutes (see the tests).
 */

/** The instant of a new moon, by lunation; 0 is the first of the year 2000, on 6 January in Greenwich. */
export const newMoon = (lunation: number): Instant =>
  instantFromMs(Math.round(utcMsOf(newMoonInTerrestrialDays(lunation))))

/** The lunation whose mean new moon is nearest to an instant; the true one is at most 15 hours from it. */
export const lunationNear = (instant: Instant): number =>
  Math.round((terrestrialDaysOf(instant) - FIRST_MEAN_NEW_MOON) / MEAN_LUNATION)

/** The sun's apparent longitude in degrees, 0 to 360: 0 at the March equinox, 270 at the winter solstice. */
export const solarLongitude = (instant: Instant): number => {
  const days = terrestrialDaysOf(instant)
  const centuries = days / DAYS_PER_CENTURY
  const longitude =
    earthLongitude(centuries / 10) + 180 + (FK5 + nutation(centuries) + aberration(centuries)) / 3600
  return longitude - Math.floor(longitude / 360) * 360
}

// ---- Clocks --------------------------------------------------------------------------------------------------

/** Noon of 1 January 2000, from which the series count days of 86,400 seconds that never slow down (Terrestrial Time). */
const EPOCH_MS = 946_728_000_000
const DAYS_PER_CENTURY = 36_525

/**
 * How many milliseconds the uniform time is ahead of UTC, which the legal clock follows: 32.184 s and the leap seconds
 * so far. Nobody knows those to come; since 2017 there was none, and they are to be given up by 2035. Should a dozen
 * come after all, no day of the calendar changes.
 */
const AHEAD_OF_UTC: readonly (readonly [fromMs: number, aheadMs: number])[] = [
  [1_483_228_800_000, 69_184], // 2017
  [1_435_708_800_000, 68_184], // July 2015
  [1_341_100_800_000, 67_184], // July 2012
  [1_230_768_000_000, 66_184], // 2009
  [1_136_073_600_000, 65_184], // 2006
  [Number.NEGATIVE_INFINITY, 64_184],
]

const aheadOfUtc = (ms: number): number => AHEAD_OF_UTC.find(([from]) => ms >= from)![1]

const terrestrialDaysOf = (instant: Instant): number => {
  const ms = msOf(instant)
  return (ms + aheadOfUtc(ms) - EPOCH_MS) / MS_PER_DAY
}

const utcMsOf = (terrestrialDays: number): number => {
  const ms = EPOCH_MS + terrestrialDays * MS_PER_DAY
  return ms - aheadOfUtc(ms)
}

// ---- The moon ------------------------------------------------------------------------------------------------

const MEAN_LUNATION = 29.530588861
const FIRST_MEAN_NEW_MOON = 5.09766

/** Days from the epoch. What the planets do to the moon is 28 seconds at most; the rest comes from sun and orbit. */
const newMoonInTerrestrialDays = (k: number): number => {
  const t = k / 1236.85
  const mean = FIRST_MEAN_NEW_MOON + MEAN_LUNATION * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t ** 2
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2 + 0.00000215 * t ** 3
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t ** 2

  let days = mean - 0.00017 * sine(node)
  for (const [size, ofSun, ofMoon, ofLatitude] of ORBIT) {
    const angle = ofSun * sun + ofMoon * moon + ofLatitude * latitude
    days += size * eccentricity ** Math.abs(ofSun) * sine(angle)
  }
  for (const [size, start, speed, slowing = 0] of PLANETS) {
    days += size * sine(start + speed * k - slowing * t ** 2)
  }
  return days
}

/** Days, and how often the anomaly of the sun, that of the moon and the moon's argument of latitude enter the angle. */
const ORBIT: readonly (readonly [size: number, ofSun: number, ofMoon: number, ofLatitude: number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
]

/** Days, and the degrees of the angle: at lunation 0, per lunation, and per century squared. */
const PLANETS: readonly (readonly [size: number, start: number, speed: number, slowing?: number])[] = [
  [0.000325, 299.77, 0.107408, 0.009173],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
]

// ---- The sun -------------------------------------------------------------------------------------------------

/** From the dynamical equinox of the series to that of the star catalogues, in seconds of arc. */
const FK5 = -0.09033

/** How far the equinox sways along the ecliptic, in seconds of arc. */
const nutation = (centuries: number): number => {
  const node = 125.04452 - 1934.136261 * centuries
  const sun = 280.4665 + 36_000.7698 * centuries
  const moon = 218.3165 + 481_267.8813 * centuries
  return -17.2 * sine(node) - 1.32 * sine(2 * sun) - 0.23 * sine(2 * moon) + 0.21 * sine(2 * node)
}

/** We see the sun where it was when the light set out, 8 minutes ago; in seconds of arc. */
const aberration = (centuries: number): number => {
  const anomaly = 357.52911 + 35_999.05029 * centuries
  const distance = 1.00014 - 0.01671 * cosine(anomaly) - 0.00014 * cosine(2 * anomaly)
  return -20.4898 / distance
}

/** The earth's heliocentric longitude in degrees, by VSOP87 cut off at 0.1 seconds of arc. */
const earthLongitude = (millennia: number): number => {
  let sum = 0
  for (const [power, series] of EARTH.entries()) {
    for (const [size, phase, speed] of series) {
      sum += size * Math.cos(phase + speed * millennia) * millennia ** power
    }
  }
  return (sum * 1e-8) / RADIANS_PER_DEGREE
}

/** By power of the time in millennia: 1e-8 radians, radians, radians per millennium. */
const EARTH: readonly (readonly (readonly [size: number, phase: number, speed: number])[])[] = [
  [
    [175_347_046, 0, 0],
    [3_341_656, 4.6692568, 6283.07585],
    [34_894, 4.6261, 12_566.1517],
    [3497, 2.7441, 5753.3849],
    [3418, 2.8289, 3.5231],
    [3136, 3.6277, 77_713.7715],
    [2676, 4.4181, 7860.4194],
    [2343, 6.1352, 3930.2097],
    [1324, 0.7425, 11_506.7698],
    [1273, 2.0371, 529.691],
    [1199, 1.1096, 1577.3435],
    [990, 5.233, 5884.927],
    [902, 2.045, 26.298],
    [857, 3.508, 398.149],
    [780, 1.179, 5223.694],
    [753, 2.533, 5507.553],
    [505, 4.583, 18_849.228],
    [492, 4.205, 775.523],
    [357, 2.92, 0.067],
    [317, 5.849, 11_790.629],
    [284, 1.899, 796.298],
    [271, 0.315, 10_977.079],
    [243, 0.345, 5486.778],
    [206, 4.806, 2544.314],
    [205, 1.869, 5573.143],
    [202, 2.458, 6069.777],
    [156, 0.833, 213.299],
    [132, 3.411, 2942.463],
    [126, 1.083, 20.775],
    [115, 0.645, 0.98],
    [103, 0.636, 4694.003],
    [102, 0.976, 15_720.839],
    [102, 4.267, 7.114],
    [99, 6.21, 2146.17],
    [98, 0.68, 155.42],
    [86, 5.98, 161_000.69],
    [85, 1.3, 6275.96],
    [85, 3.67, 71_430.7],
    [80, 1.81, 17_260.15],
    [79, 3.04, 12_036.46],
    [75, 1.76, 5088.63],
    [74, 3.5, 3154.69],
    [74, 4.68, 801.82],
    [70, 0.83, 9437.76],
    [62, 3.98, 8827.39],
    [61, 1.82, 7084.9],
    [57, 2.78, 6286.6],
    [56, 4.39, 14_143.5],
    [56, 3.47, 6279.55],
    [52, 0.19, 12_139.55],
    [52, 1.33, 1748.02],
    [51, 0.28, 5856.48],
    [49, 0.49, 1194.45],
  ],
  [
    [628_331_966_747, 0, 0],
    [206_059, 2.678235, 6283.07585],
    [4303, 2.6351, 12_566.1517],
    [425, 1.59, 3.523],
    [119, 5.796, 26.298],
    [109, 2.966, 1577.344],
    [93, 2.59, 18_849.23],
    [72, 1.14, 529.69],
    [68, 1.87, 398.15],
    [67, 4.41, 5507.55],
    [59, 2.89, 5223.69],
    [56, 2.17, 155.42],
  ],
  [
    [52_919, 0, 0],
    [8720, 1.0721, 6283.0758],
    [309, 0.867, 12_566.152],
  ],
  [[289, 5.844, 6283.076]],
]

const RADIANS_PER_DEGREE = Math.PI / 180
const sine = (degrees: number): number => Math.sin(degrees * RADIANS_PER_DEGREE)
const cosine = (degrees: number): number => Math.cos(degrees * RADIANS_PER_DEGREE)
