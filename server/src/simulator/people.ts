import type { Dice } from './dice.ts'

/** Citizens as one meets them at a counter: invented, with the names that are common. */

export interface Citizen {
  fullName: string
  citizenNumber: string | null
  birthDate: string | null
  phone: string | null
  email: string | null
  address: string | null
}

// Shares of families as they are usually told; the rest stands for itself.
const FAMILIES: readonly (readonly [number, string])[] = [
  [38, 'Nguyễn'],
  [11, 'Trần'],
  [10, 'Lê'],
  [7, 'Phạm'],
  [5, 'Hoàng'],
  [5, 'Vũ'],
  [4, 'Đặng'],
  [4, 'Bùi'],
  [4, 'Đỗ'],
  [3, 'Ngô'],
  [2, 'Dương'],
  [2, 'Lý'],
  [2, 'Trịnh'],
  [1, 'Quách'],
  [1, 'Nghiêm'],
]
const MIDDLES = {
  man: ['Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Xuân', 'Công', 'Đình', 'Thế', 'Quốc'],
  woman: ['Thị', 'Thị', 'Thị Thanh', 'Thị Thu', 'Thị Ngọc', 'Kim', 'Thùy', 'Thị Bích', 'Hồng', 'Phương'],
}
const GIVEN = {
  man: [
    'Hùng',
    'Dũng',
    'Sơn',
    'Tuấn',
    'Khánh',
    'Long',
    'Phúc',
    'Thắng',
    'Hải',
    'Nam',
    'Tường',
    'Đạt',
    'Việt',
    'Quý',
    'Bảo',
  ],
  woman: [
    'Hương',
    'Lan',
    'Hoa',
    'Mai',
    'Oanh',
    'Nga',
    'Yến',
    'Thảo',
    'Linh',
    'Hạnh',
    'Ánh',
    'Quyên',
    'Nhung',
    'Duyên',
    'Châu',
  ],
}
const HAMLETS = [
  'Châu Phong',
  'Phúc Lộc',
  'Mộ Đạo',
  'Kim Chân',
  'Hán Đà',
  'Thịnh Lai',
  'Yên Giả',
  'Đông Du',
  'Nghiêm Xá',
  'Trúc Ổ',
]

/** @param year of the legal day: nobody applies as a child, and few over ninety */
export const citizen = (dice: Dice, place: string, year: number): Citizen => {
  const sex = dice.chance(0.5) ? 'man' : 'woman'
  const age = Math.min(92, 18 + Math.floor(dice.factor(0.5) * 24))
  const born = year - age
  const birthDate = `${born}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}`
  // Province, century and sex, year, six digits (Luật Căn cước 2023).
  const century = born < 2000 ? (sex === 'man' ? '0' : '1') : sex === 'man' ? '2' : '3'
  return {
    fullName: `${dice.weighted(FAMILIES)} ${dice.pick(MIDDLES[sex])} ${dice.pick(GIVEN[sex])}`,
    citizenNumber: dice.chance(0.97) ? `027${century}${two(born % 100)}${dice.digits(6)}` : null,
    birthDate,
    phone: dice.chance(0.92) ? `09${dice.digits(8)}` : null,
    email: null,
    address: `Khu ${dice.pick(HAMLETS)}, phường ${place}, tỉnh Bắc Ninh`,
  }
}

const two = (number: number): string => String(number).padStart(2, '0')
