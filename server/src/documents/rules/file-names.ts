import type { FileKind } from './what-it-is.ts'

const ENDINGS: Readonly<Record<FileKind, string>> = { PDF: 'pdf', JPEG: 'jpg', PNG: 'png' }

/** Endings that say what a file claims to be; the claim is dropped, the truth is put in its place. */
const CLAIMED =
  /\.(?:pdf|jpe?g|jpe|jfif|png|heic|tiff?|webp|gif|bmp|docx?|docm|xlsx?|xlsm|pptx?|odt|rtf|txt|zip|rar|7z|html?|xhtml|svg|xml|php|js|vbs|hta|exe|com|scr|bat|cmd|ps1|msi|lnk)[\s.]*$/i

/** Windows opens devices by these names, whatever follows the dot. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** 80 letters of three bytes each, an ending beside them: below the 255 bytes of every file system. */
const MOST_LETTERS = 80

/**
 * The name under which a file is shown and saved, from the name that its sender gave it. It names no folder, no
 * device and no other kind than the file's, and reads from left to right. Never used to find a file here.
 *
 * @param unnamed what it is called when nothing is left of the name
 */
export const tidyFileName = (given: string, kind: FileKind, unnamed: string): string => {
  let name = lastOf(given.normalize('NFC')).replace(UNSEEN, '').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ')
  while (CLAIMED.test(name)) name = name.replace(CLAIMED, '')
  name = trimmed([...trimmed(name)].slice(0, MOST_LETTERS).join(''))
  if (DEVICES.test(name)) name = `_${name}`
  return `${name || unnamed}.${ENDINGS[kind]}`
}

/** Old browsers send the whole path. */
const lastOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? ''

/** Controls, halves of characters, and what turns the direction of reading: `\u202Efdp.exe` is shown as `exe.pdf`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu

const FORBIDDEN = /[<>:"|?*%]/g

/** Without blanks, and dots, at either end: the one hides a file, the other Windows drops. */
const trimmed = (name: string): string => name.replace(/^[\s.]+|[\s.]+$/g, '')
