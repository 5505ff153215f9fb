import type { Language } from '#common/i18n.ts'

/**
 * React Aria speaks 34 languages and Vietnamese is not among them: its announcements for screen readers would be
 * in English. It takes words from the page under two symbols, before its first component is drawn; every package
 * that is in use must then be there.
 */
interface Formatter {
  number(value: number): string
}
type Word = string | ((args: Record<string, string | number | boolean>, formatter: Formatter) => string)

export const LOCALE_SYMBOL = Symbol.for('react-aria.i18n.locale')
export const STRINGS_SYMBOL = Symbol.for('react-aria.i18n.strings')

const options = (count: string | number | boolean | undefined, formatter: Formatter) =>
  `${formatter.number(Number(count))} lựa chọn`

export const VIETNAMESE: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  '@react-aria/combobox': {
    focusAnnouncement: (args, formatter) =>
      `${args.isGroupChange ? `Vào nhóm ${args.groupTitle}, có ${options(args.groupCount, formatter)}. ` : ''}${args.optionText}${args.isSelected ? ', đã chọn' : ''}`,
    countAnnouncement: (args, formatter) => `Có ${options(args.optionCount, formatter)}.`,
    selectedAnnouncement: (args) => `${args.optionText}, đã chọn`,
    buttonLabel: 'Hiện gợi ý',
    listboxLabel: 'Gợi ý',
  },
  '@react-aria/menu': {
    longPressMessage: 'Nhấn giữ hoặc bấm Alt + mũi tên xuống để mở danh sách',
  },
  '@react-aria/overlays': {
    dismiss: 'Đóng',
  },
  'react-aria-components': {
    selectPlaceholder: 'Chọn một mục',
    tableResizer: 'Chỉnh độ rộng cột',
    dropzoneLabel: 'Vùng thả tệp',
    colorSwatchPicker: 'Bảng màu',
  },
}

/** Before React Aria is drawn for the first time; changing the language loads the page anew. */
export const giveAriaItsWords = (page: object, language: Language): void => {
  if (language === 'vi') Object.assign(page, { [LOCALE_SYMBOL]: 'vi-VN', [STRINGS_SYMBOL]: VIETNAMESE })
  else Object.assign(page, { [LOCALE_SYMBOL]: 'en-US' })
}
