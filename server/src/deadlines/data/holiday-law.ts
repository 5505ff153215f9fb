import type { Bilingual } from '#common/i18n.ts'
import { plainDate } from '#common/time.ts'
import type { HolidayLaw, HolidayRule, NamedDay, Provision } from '../rules/holidays.ts'

/**
 * The law of public holidays for offices of the state since 1995. The provisions were read as law databases and the
 * press reproduce them, not in the official gazette; where not even that, the citation says so and `sure` is false.
 */

const fixed = (month: number, day: number): NamedDay => ({ calendar: 'SOLAR', month, day })
const fromTet = (offset: number): NamedDay => ({ calendar: 'TET', offset })

const CODE_OF_1994: Provision = {
  legalBasis: 'Bộ luật Lao động 1994 Điều 73 (sửa đổi bởi Luật 84/2007/QH11)',
  validFrom: plainDate('1995-01-01'),
  validTo: plainDate('2013-04-30'),
}
const CODE_OF_2012: Provision = {
  legalBasis: 'Bộ luật Lao động 10/2012/QH13 Điều 115 khoản 1',
  validFrom: plainDate('2013-05-01'),
  validTo: plainDate('2020-12-31'),
}
const CODE_OF_2019: Provision = {
  legalBasis: 'Bộ luật Lao động 45/2019/QH14 Điều 112 khoản 1',
  validFrom: plainDate('2021-01-01'),
  validTo: null,
}
const CODES = [CODE_OF_1994, CODE_OF_2012, CODE_OF_2019]

const NEW_YEAR: Bilingual = { vi: 'Tết Dương lịch', en: 'New Year’s Day' }
const TET: Bilingual = { vi: 'Tết Nguyên đán', en: 'Lunar New Year (Tết)' }
const HUNG_KINGS: Bilingual = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Commemoration' }
const VICTORY: Bilingual = { vi: 'Ngày Chiến thắng 30/4', en: 'Victory Day' }
const LABOUR_DAY: Bilingual = { vi: 'Ngày Quốc tế Lao động', en: 'International Labour Day' }
const NATIONAL_DAY: Bilingual = { vi: 'Quốc khánh', en: 'National Day' }
const CULTURE_DAY: Bilingual = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' }

const certainly = (name: Bilingual, day: NamedDay, provision: Provision): HolidayRule => ({
  ...provision,
  name,
  always: [day],
  oneOf: [],
  sure: true,
})

/** The last day of the old year and the first three of the new; before 2013 that was all, and the law named them. */
const AROUND_TET = [fromTet(-1), fromTet(0), fromTet(1), fromTet(2)]
/** The fifth day: the last but one of the old year, or mùng 4. */
const FIFTH_OF_TET = [fromTet(-2), fromTet(3)]

export const HOLIDAY_LAW: HolidayLaw = {
  // Quyết định 188/1999/QĐ-TTg: 40 hours in five days, Saturday and Sunday off.
  restDays: [6, 7],

  holidays: [
    ...CODES.map((code) => certainly(NEW_YEAR, fixed(1, 1), code)),

    { ...CODE_OF_1994, name: TET, always: AROUND_TET, oneOf: [], sure: true },
    {
      ...CODE_OF_2012,
      name: TET,
      always: AROUND_TET,
      oneOf: FIFTH_OF_TET,
      sure: false,
      legalBasis:
        'Bộ luật Lao động 10/2012/QH13 Điều 115 khoản 1; Nghị định 45/2013/NĐ-CP: 1 ngày cuối năm và 4 ngày đầu năm, hoặc 2 và 3 (theo trí nhớ, chưa đối chiếu văn bản)',
    },
    {
      ...CODE_OF_2019,
      name: TET,
      always: AROUND_TET,
      oneOf: FIFTH_OF_TET,
      sure: false,
      legalBasis:
        'Bộ luật Lao động 45/2019/QH14 Điều 112 khoản 1, khoản 3: 5 ngày, Thủ tướng Chính phủ quyết định hằng năm (luật không nêu phương án; từ 2021 đến 2026 năm nào cũng là 1 ngày cuối năm và 4 ngày đầu năm, hoặc 2 và 3)',
    },

    // From its promulgation in April 2007; whichever day that was, the first 10 tháng 3 after it was 26 April.
    certainly(
      HUNG_KINGS,
      { calendar: 'LUNAR', month: 3, day: 10 },
      {
        legalBasis:
          'Bộ luật Lao động 1994 Điều 73, sửa đổi bởi Luật 84/2007/QH11, hiệu lực từ ngày công bố (ngày chính xác trong tháng 4/2007 chưa đối chiếu)',
        validFrom: plainDate('2007-04-11'),
        validTo: CODE_OF_1994.validTo,
      },
    ),
    certainly(HUNG_KINGS, { calendar: 'LUNAR', month: 3, day: 10 }, CODE_OF_2012),
    certainly(HUNG_KINGS, { calendar: 'LUNAR', month: 3, day: 10 }, CODE_OF_2019),

    ...CODES.map((code) => certainly(VICTORY, fixed(4, 30), code)),
    ...CODES.map((code) => certainly(LABOUR_DAY, fixed(5, 1), code)),

    certainly(NATIONAL_DAY, fixed(9, 2), CODE_OF_1994),
    certainly(NATIONAL_DAY, fixed(9, 2), CODE_OF_2012),
    {
      ...CODE_OF_2019,
      name: NATIONAL_DAY,
      always: [fixed(9, 2)],
      oneOf: [fixed(9, 1), fixed(9, 3)],
      sure: true,
      legalBasis:
        'Bộ luật Lao động 45/2019/QH14 Điều 112 khoản 1, khoản 3: ngày 02/9 và 1 ngày liền kề trước hoặc sau, Thủ tướng Chính phủ quyết định hằng năm',
    },

    {
      name: CULTURE_DAY,
      always: [fixed(11, 24)],
      oneOf: [],
      sure: false,
      legalBasis:
        'Nghị quyết 28/2026/QH16 Điều 2, hiệu lực từ 01/7/2026 (theo nguồn thứ cấp: cần người có thẩm quyền đối chiếu văn bản rồi xác nhận; chưa rõ có nghỉ bù hay không)',
      validFrom: plainDate('2026-07-01'),
      validTo: null,
    },
  ],

  substitutes: [
    { ...CODE_OF_1994, legalBasis: 'Bộ luật Lao động 1994 Điều 73: nghỉ bù vào ngày tiếp theo' },
    {
      ...CODE_OF_2012,
      legalBasis: 'Bộ luật Lao động 10/2012/QH13 Điều 115 khoản 3: nghỉ bù vào ngày kế tiếp (theo trí nhớ)',
    },
    {
      ...CODE_OF_2019,
      legalBasis: 'Bộ luật Lao động 45/2019/QH14 Điều 111 khoản 3: nghỉ bù vào ngày làm việc kế tiếp',
    },
  ].map((provision) => ({ ...provision, name: { vi: 'Nghỉ bù', en: 'Substitute day' } })),
}
