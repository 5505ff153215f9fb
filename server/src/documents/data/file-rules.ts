import { plainDate } from '#common/time.ts'
import type { FileRule } from '../rules/accepted-files.ts'

/**
 * What a new authority starts with; it may configure its own. No official text with kinds or sizes of files was read
 * (candidates to check: Thông tư 01/2023/TT-VPCP on digitization, the limits of Cổng Dịch vụ công quốc gia): they are
 * the house's own.
 *
 * Kinds: PDF is what offices file and what is signed; JPEG and PNG are what telephones and scanners give, and every
 * browser shows them. TIFF and HEIC are not shown by browsers; Word and Excel files look otherwise on each machine and
 * may carry macros; an archive hides what is in it.
 *
 * Sizes: a page of A4 in grey at 200 dpi is some 0.4 MB, so that 20 MB are some fifty pages. A3 at 600 dpi is 70
 * million pixels, and telephones write up to 50; 80 million take 320 MB when unpacked.
 */
export const DEFAULT_FILE_RULES: readonly FileRule[] = [
  {
    kinds: ['PDF', 'JPEG', 'PNG'],
    mostBytes: 20_000_000,
    mostPages: 1_000,
    mostPixels: 80_000_000,
    mostFiles: 100,
    mostBytesTogether: 200_000_000,
    confirmed: false,
    basis: 'Mức do phần mềm đặt; chưa đối chiếu với văn bản nào',
    validFrom: plainDate('2018-06-21'),
  },
]
