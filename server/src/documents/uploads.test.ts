import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { translator } from '#common/i18n.ts'
import { plainDate } from '#common/time.ts'
import { ruleInForce } from '#deadlines/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { DEFAULT_FILE_RULES } from './data/file-rules.ts'
import { renderReceipt } from './forms/receipt.ts'
import { aReceipt, papersInNumber } from './forms/samples.testing.ts'
import { infoOf, scanOf } from './read-back.testing.ts'
import { acceptAnother, type FileRule } from './rules/accepted-files.ts'
import { tidyFileName } from './rules/file-names.ts'
import { whatIsIt } from './rules/what-it-is.ts'
import {
  chunkOf,
  EICAR,
  jpegSaying,
  latin1,
  packedPdf,
  pdfkitPdf,
  pdfOf,
  pdfWith,
  pngSaying,
  streamOf,
  zipOf,
} from './uploads.testing.ts'
import { acceptUpload } from './uploads.ts'

const rule = ruleInForce(DEFAULT_FILE_RULES, plainDate('2026-11-27')) as FileRule

/** What becomes of the file: its kind, or the code of its refusal and what fills its words. */
const verdictOn = (bytes: Uint8Array): string => {
  try {
    return acceptUpload(rule, bytes).kind
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { kind, besides, act } = error.details
    return [error.code, ...[besides ?? act ?? kind].filter(Boolean)].join(' ')
  }
}

const receipt = await renderReceipt(aReceipt())
const [jpeg, png] = await Promise.all([scanOf(receipt, 'jpeg'), scanOf(receipt, 'png')])
const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
const packed = (text: string, dictionary = '/Filter /FlateDecode') =>
  streamOf(dictionary, deflateSync(latin1(text)))
const longReceipt = await renderReceipt(aReceipt({ papers: papersInNumber(60) }))
const twoPages = await pdfkitPdf({}, (doc) => doc.addPage())
const withPassword = await pdfkitPdf({ userPassword: 'mat khau' })
const withOwnerPassword = await pdfkitPdf({
  ownerPassword: 'chu',
  permissions: { printing: 'lowResolution' },
})
const withFileInside = await pdfkitPdf({}, (doc) => doc.file(Buffer.from('secret'), { name: 'hóa đơn.xml' }))
const TWICE = '/Filter [/FlateDecode /FlateDecode]'
const picture = streamOf(
  '/Subtype /Image /Width 4 /Height 1 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 4 >>',
  deflateSync(Buffer.from('\x0148  ')),
)
const isoFile = (brand: string) => Buffer.concat([latin1(`\0\0\0\x18ftyp${brand}\0\0\0\0`), Buffer.alloc(40)])
/** Its scan, from the marker to the end, again and again. */
const drawnTimes = (times: number) => {
  const scan = jpeg.subarray(jpeg.indexOf(Buffer.of(0xff, 0xda)), -2)
  return join(jpeg.subarray(0, -2), ...Array<Buffer>(times - 1).fill(scan), jpeg.subarray(-2))
}
const html = '<!DOCTYPE html><html><script>alert(1)</script></html>'
const join = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin1(part) : part)))
const cutAt = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share))

describe('a file that is handed in', () => {
  test.each<[string, Buffer, string]>([
    ['a PDF that was printed', receipt, 'PDF'],
    ['a PDF of many pages', longReceipt, 'PDF'],
    ['a PDF of pdfkit', twoPages, 'PDF'],
    [
      'a PDF in one object stream, that only goes to a page',
      packedPdf('<< /S /GoTo /D [3 0 R /Fit] >>'),
      'PDF',
    ],
    ['a PDF saved again behind its end', join(pdfWith(''), pdfWith('').subarray(9)), 'PDF'],
    [
      'a PDF with a link to a page of the web',
      pdfWith('/X << /S /URI /URI (https://dichvucong.gov.vn) >>'),
      'PDF',
    ],
    ['a PDF followed by blank bytes, as some scanners do', join(receipt, Buffer.alloc(300)), 'PDF'],
    ['a photograph', jpeg, 'JPEG'],
    ['a photograph with a second one behind its end, as telephones make', join(jpeg, jpeg), 'JPEG'],
    ['a picture of a screen', png, 'PNG'],
    ['a picture with words in it', pngSaying(8, 8, chunkOf('tEXt', latin1('Title\0Đơn'))), 'PNG'],
    ['the largest scan: A3 at 600 dpi', pngSaying(7016, 9921), 'PNG'],

    ['nothing', Buffer.alloc(0), 'upload-empty'],
    ['more than 20 MB', Buffer.alloc(20_000_001, '%PDF-1.7 '), 'upload-too-large'],
    ['words of a letter', Buffer.from('Kính gửi Ủy ban nhân dân xã'), 'upload-not-accepted TEXT'],
    ['the string that scanners are tried with', EICAR, 'upload-not-accepted TEXT'],
    ['a page of the web', latin1(html), 'upload-not-accepted PAGE'],
    [
      'a page of the web that says it is a PDF',
      latin1(`<html>%PDF-1.7\n${html}`),
      'upload-not-accepted PAGE',
    ],
    ['a drawing with a script', latin1('<svg onload="alert(1)"/>'), 'upload-not-accepted PAGE'],
    ['XML', latin1('\xef\xbb\xbf<?xml version="1.0"?><a/>'), 'upload-not-accepted PAGE'],
    ['PHP', latin1('<?php system($_GET[0]);'), 'upload-not-accepted PAGE'],
    ['a packed file', zipOf('giay-khai-sinh.pdf'), 'upload-not-accepted ARCHIVE'],
    ['an empty packed file', zipOf(), 'upload-not-accepted ARCHIVE'],
    ['a RAR', latin1('Rar!\x1a\x07\x01\0'), 'upload-not-accepted ARCHIVE'],
    ['a gzip', join('\x1f\x8b\x08\0', Buffer.alloc(20)), 'upload-not-accepted ARCHIVE'],
    ['a DOCX', zipOf('[Content_Types].xml', 'word/document.xml'), 'upload-not-accepted OFFICE'],
    [
      'a DOCX with macros',
      zipOf('[Content_Types].xml', 'word/vbaProject.bin'),
      'upload-not-accepted OFFICE_MACROS',
    ],
    [
      'a DOC of 2003',
      join('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', Buffer.alloc(512)),
      'upload-not-accepted OFFICE',
    ],
    ['an RTF', latin1('{\\rtf1\\ansi Don}'), 'upload-not-accepted OFFICE'],
    ['a program of Windows', join('MZ\x90\0', Buffer.alloc(60)), 'upload-not-accepted PROGRAM'],
    ['a program of Linux', join('\x7fELF\x02', Buffer.alloc(60)), 'upload-not-accepted PROGRAM'],
    ['a script', latin1('#!/bin/sh\nrm -rf /'), 'upload-not-accepted PROGRAM'],
    ['a photograph of an iPhone', isoFile('heic'), 'upload-not-accepted HEIC'],
    ['a film', isoFile('mp42'), 'upload-not-accepted SOUND_OR_FILM'],
    ['a scan as TIFF', join('II*\0\x08\0\0\0', Buffer.alloc(60)), 'upload-not-accepted TIFF'],
    ['a GIF', latin1('GIF89a\x01\0\x01\0\0\0\0;'), 'upload-not-accepted OTHER_PICTURE'],
    ['a WebP', latin1('RIFF\x24\0\0\0WEBPVP8 '), 'upload-not-accepted OTHER_PICTURE'],
    ['noise', Buffer.from('0b87a1f2c3'.repeat(30), 'hex'), 'upload-not-accepted UNKNOWN'],
    ['three letters of a PDF', latin1('%PD'), 'upload-not-accepted TEXT'],

    ['half of a PDF', cutAt(receipt, 0.5), 'upload-cut-off'],
    ['a PDF without its last 20 bytes', receipt.subarray(0, -20), 'upload-cut-off'],
    ['a PDF that only begins', latin1('%PDF-1.7\n'), 'upload-cut-off'],
    ['half of a photograph', cutAt(jpeg, 0.5), 'upload-cut-off'],
    ['a photograph without its end', jpeg.subarray(0, -2), 'upload-cut-off'],
    ['a photograph of 20 bytes', jpeg.subarray(0, 20), 'upload-cut-off'],
    ['half of a picture', cutAt(png, 0.5), 'upload-cut-off'],
    ['a picture that only begins', png.subarray(0, 12), 'upload-cut-off'],
    ['a PDF without a page', pdfOf(['<< /Type /Catalog >>']), 'upload-damaged'],
    ['a PNG without pixels', pngSaying(0, 5), 'upload-damaged'],
    [
      'a PNG whose first part is another',
      join(png.subarray(0, 12), 'iCCP', png.subarray(16)),
      'upload-damaged',
    ],
    ['a JPEG without a frame', latin1('\xff\xd8\xff\xd9'), 'upload-damaged'],
    ['a JPEG of noise', join('\xff\xd8\xff\xe0\0\x04\0\0', Buffer.alloc(50, 7)), 'upload-damaged'],

    ['a PDF that is a packed file as well', join(receipt, zipOf('x.exe')), 'upload-two-in-one ARCHIVE'],
    [
      'a PDF that hides a packed file before its end',
      pdfWith('', streamOf('', zipOf('x.exe'))),
      'upload-two-in-one ARCHIVE',
    ],
    [
      'a PDF that is a page of the web as well',
      pdfWith('', streamOf('', latin1(html))),
      'upload-two-in-one PAGE',
    ],
    [
      'a photograph that is a PDF as well',
      join(jpeg.subarray(0, 2), '\xff\xfe\0\x0b%PDF-1.4\n', jpeg.subarray(2)),
      'upload-two-in-one PDF',
    ],
    ['a photograph with a RAR behind', join(jpeg, 'Rar!\x1a\x07\0'), 'upload-two-in-one ARCHIVE'],
    ['a photograph with a 7z behind', join(jpeg, "7z\xbc\xaf'\x1c"), 'upload-two-in-one ARCHIVE'],
    [
      'a PDF that is an image of a disk',
      join('%PDF-1.7\n', Buffer.alloc(32_760), 'CD001', pdfWith('').subarray(9)),
      'upload-two-in-one ARCHIVE',
    ],
    [
      'a PDF that is a TAR',
      join('%PDF-1.7\n', Buffer.alloc(248), 'ustar', pdfWith('').subarray(9)),
      'upload-two-in-one ARCHIVE',
    ],
    [
      'a picture with a drawing in its words',
      pngSaying(8, 8, chunkOf('tEXt', latin1('a\0<svg width="1" onload="x">'))),
      'upload-two-in-one PAGE',
    ],
    [
      'a photograph that is an application of Windows',
      join(jpeg, '<hta:application id="x">'),
      'upload-two-in-one PAGE',
    ],
    ['a photograph with a packed file behind', join(jpeg, zipOf('x.exe')), 'upload-two-in-one ARCHIVE'],
    ['a picture with PHP behind', join(png, '<?php system($_GET[0]); ?>'), 'upload-two-in-one PAGE'],
    ['a picture with something behind', join(png, Buffer.alloc(10)), 'upload-two-in-one UNKNOWN'],
    ['a packed file with a PDF in front', join('%PDF-1.7\n', zipOf('a', 'b')), 'upload-two-in-one ARCHIVE'],

    ['a picture of 20,000 by 20,000', pngSaying(20_000, 20_000), 'upload-picture-too-large'],
    ['a photograph drawn in a hundred and one passes', drawnTimes(101), 'upload-damaged'],
    ['a photograph drawn in ten', drawnTimes(10), 'JPEG'],
    ['a picture of four thousand million by one', pngSaying(0xffff_ffff, 1), 'upload-picture-too-large'],
    ['a photograph of 65,535 by 65,535', jpegSaying(jpeg, 65_535, 65_535), 'upload-picture-too-large'],
    [
      'a PDF of 1,001 pages',
      pdfWith('', ...Array<string>(1_000).fill('<< /Type/Page >>')),
      'upload-too-many-pages',
    ],

    ['a PDF with a password', withPassword, 'upload-pdf-locked'],
    ['a PDF that may not be printed well', withOwnerPassword, 'upload-pdf-locked'],
    ['a PDF with a script', pdfWith('/OpenAction 4 0 R', script), 'upload-pdf-acts SCRIPT'],
    [
      'a PDF with a script whose name is written in digits',
      pdfWith('/AA << /O << /S /J#61vaScr#69pt /JS (x) >> >>'),
      'upload-pdf-acts SCRIPT',
    ],
    ['a PDF with a script in an object stream', packedPdf(script), 'upload-pdf-acts SCRIPT'],
    [
      'the same, where the stream does not say what it is',
      packedPdf(script, { type: '' }),
      'upload-pdf-acts SCRIPT',
    ],
    [
      'a PDF with a script in what seems a comment',
      pdfWith(`/OpenAction 4 0 R % stream\n`, script),
      'upload-pdf-acts SCRIPT',
    ],
    [
      'a PDF with a script in an unpacked stream, where a table may point',
      pdfWith('', streamOf('', latin1(script))),
      'upload-pdf-acts SCRIPT',
    ],
    [
      'a PDF that starts a program',
      pdfWith('/OpenAction << /S /Launch /F (cmd.exe) >>'),
      'upload-pdf-acts LAUNCH',
    ],
    [
      'a PDF that sends what is typed',
      pdfWith('/X << /S /SubmitForm /F (http://x) >>'),
      'upload-pdf-acts SENDS',
    ],
    ['a PDF with a file inside', withFileInside, 'upload-pdf-acts ATTACHMENT'],
    ['an XFA form', pdfWith('/AcroForm << /XFA 4 0 R >>'), 'upload-pdf-acts XFA'],
    ['a PDF with a film', pdfWith('/X << /Subtype /RichMedia >>'), 'upload-pdf-acts MEDIA'],
    [
      'a PDF with a script in an object stream that was packed twice',
      packedPdf(script, { pack: (objects) => deflateSync(deflateSync(objects)), filters: TWICE }),
      'upload-pdf-acts SCRIPT',
    ],
    [
      'a PDF with a script in an object stream written as differences',
      packedPdf(script, { filters: '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>' }),
      'upload-pdf-opaque',
    ],
    [
      'a PDF with a script in an object stream that begins behind blanks',
      packedPdf(script, { begins: 'stream   ' }),
      'upload-pdf-acts SCRIPT',
    ],
    [
      'a PDF that opens a page of the web',
      pdfWith('/OpenAction << /S /URI /URI (http://x) >>'),
      'upload-pdf-acts OPENS',
    ],
    [
      'the same, by another object, both in digits',
      pdfWith('/Open#41ction 4 0 R', '<< /S /U#52I /URI (http://x) >>'),
      'upload-pdf-acts OPENS',
    ],
    ['the same, in an object stream', packedPdf('<< /S /URI /URI (http://x) >>'), 'upload-pdf-acts OPENS'],
    [
      'a PDF that goes to its page, with a link to the web besides',
      pdfWith('/OpenAction 4 0 R', '<< /S /GoTo /D [3 0 R /Fit] >>', '<< /S /URI /URI (http://x) >>'),
      'PDF',
    ],
    [
      'a PDF that opens a file of another machine',
      pdfWith('/X << /S /GoToR /F (\\\\\\\\x\\\\y) >>'),
      'upload-pdf-acts OPENS',
    ],
    ['a PDF with a sound', pdfWith('/X << /S /Sound >>'), 'upload-pdf-acts MEDIA'],
    ['a PDF with a picture written as differences', pdfWith('', picture), 'PDF'],
    [
      'a PDF whose object stream is packed by LZW',
      pdfWith('', streamOf('/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode', Buffer.alloc(9, 1))),
      'upload-pdf-opaque',
    ],
    [
      'a PDF with a bomb for an object stream',
      pdfWith('', packed(`1 0 ${' '.repeat(70_000_000)}`)),
      'upload-pdf-opaque',
    ],
  ])('%s: %#', (_name, bytes, verdict) => {
    expect(verdictOn(bytes)).toBe(verdict)
  })

  test('tells its pages, or its size', async () => {
    expect(acceptUpload(rule, receipt)).toEqual({
      kind: 'PDF',
      mediaType: 'application/pdf',
      bytes: receipt.length,
      pages: Number((await infoOf(receipt)).Pages),
      size: null,
    })
    expect(acceptUpload(rule, png).size).toEqual({ width: 331, height: 468 })
    expect(acceptUpload(rule, jpeg)).toMatchObject({
      mediaType: 'image/jpeg',
      pages: null,
      size: { width: 331, height: 468 },
    })
    expect(acceptUpload(rule, packedPdf('<< /S /GoTo >>')).pages).toBe(1)
  })

  test('is as dangerous as it is taken for: poppler finds the script that was packed', async () => {
    expect((await infoOf(packedPdf(script))).JavaScript).toBe('yes')
    expect((await infoOf(packedPdf(script, { type: '' }))).JavaScript).toBe('yes')
    expect((await infoOf(packedPdf(script, { begins: 'stream   ' }))).JavaScript).toBe('yes')
    const twice = { pack: (objects: Buffer) => deflateSync(deflateSync(objects)), filters: TWICE }
    expect((await infoOf(packedPdf(script, twice))).JavaScript).toBe('yes')
    expect((await infoOf(packedPdf('<< /S /GoTo /D [3 0 R /Fit] >>'))).JavaScript).toBe('no')
    expect((await infoOf(withOwnerPassword)).Encrypted).toMatch(/^yes/)
  })

  test('that was cut anywhere is never taken, nor is anything thrown that is no refusal', () => {
    for (const whole of [receipt, jpeg, png, packedPdf(script)]) {
      for (let at = 0; at < whole.length - 2; at += Math.ceil(whole.length / 150))
        expect(verdictOn(whole.subarray(0, at))).toMatch(/^upload-/)
    }
  })

  // Each took more than a second, or half a gigabyte, before it was bounded; the limit leaves room for a busy machine.
  test.each([
    ['noise, as a photograph is', 'PDF', randomBytes(19_900_000)],
    ['beginnings of streams', 'upload-pdf-opaque', Buffer.alloc(19_900_000, 'stream\n')],
    ['small bombs', 'upload-pdf-opaque', Buffer.alloc(19_900_000, packed(' '.repeat(450_000)))],
    ['bombs', 'upload-pdf-opaque', Buffer.alloc(19_900_000, packed(`1 0 ${' '.repeat(70_000_000)}`))],
    ['names', 'PDF', Buffer.alloc(19_900_000, '/a ')],
    ['blanks', 'PDF', Buffer.alloc(19_900_000, '/Type ')],
  ])('of 20 MB of %s is judged before anybody waits', (_what, verdict, data) => {
    const file = pdfWith('', streamOf('/Filter /DCTDecode', data))
    const began = performance.now()
    expect(verdictOn(file)).toBe(verdict)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('the refusals', () => {
  const refusalsFor = [
    ['upload-not-accepted', { kind: 'HEIC' }, 'Lưu ảnh thành JPEG'],
    ['upload-not-accepted', { kind: 'OFFICE' }, 'Lưu thành PDF'],
    ['upload-not-accepted', { kind: 'UNKNOWN' }, 'không phải PDF, JPEG hay PNG'],
    ['upload-pdf-acts', { act: 'ATTACHMENT' }, 'Nộp riêng tệp đính kèm'],
    ['upload-two-in-one', { kind: 'PNG', besides: 'PAGE' }, 'ảnh PNG nhưng bên trong còn mã của trang web'],
    ['upload-too-large', { megabytes: 20.1, most: 20 }, 'dài 20,1 MB; mỗi tệp tối đa 20 MB'],
  ] as const
  test.each(refusalsFor)('%s says what to do: %o', (code, details, words) => {
    expect(translator('vi')(`refusal.${code}.detail`, details)).toContain(words)
  })
})

describe('the files of one dossier', () => {
  const next = { bytes: 10_000_000 }
  test.each([
    [{ files: 0, bytes: 0 }, null],
    [{ files: 99, bytes: 190_000_000 }, null],
    [{ files: 100, bytes: 0 }, 'uploads-too-many'],
    [{ files: 1, bytes: 190_000_001 }, 'uploads-too-large'],
  ])('%o and one more of 10 MB: %s', (already, code) => {
    if (code === null) expect(() => acceptAnother(rule, already, next)).not.toThrow()
    else
      expect(() => acceptAnother(rule, already, next)).toThrow(
        expect.objectContaining({ kind: 'INVALID', code }),
      )
  })
})

test('the default rules are dated, say where they are from, and claim no law', () => {
  expect(ruleInForce(DEFAULT_FILE_RULES, plainDate('2018-06-20'))).toBeNull()
  for (const each of DEFAULT_FILE_RULES)
    expect(each).toMatchObject({ confirmed: false, basis: expect.any(String) })
})

test('what a file is called changes nothing of what it is', () => {
  expect(whatIsIt(png)).toBe('PNG')
  expect(tidyFileName('giấy khai sinh.pdf', 'PNG', 'Giấy tờ')).toBe('giấy khai sinh.png')
})

describe('the name under which a file is shown', () => {
  test.each([
    ['Giấy khai sinh.PDF', 'Giấy khai sinh.pdf'],
    ['Đơn đề nghị (bản 2).pdf', 'Đơn đề nghị (bản 2).pdf'],
    ['C:\\Users\\An\\Desktop\\đơn.pdf', 'đơn.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['hợp đồng.pdf.exe', 'hợp đồng.pdf'],
    ['hợp đồng.docx', 'hợp đồng.pdf'],
    ['Quyết định 12.2026', 'Quyết định 12.2026.pdf'],
    ['ảnh\u202Efdp.exe', 'ảnhfdp.pdf'],
    ['a\u0000b\u200Bc\r\n.pdf', 'abc.pdf'],
    ['<b>"đơn"?.pdf', 'b đơn.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['lpt1', '_lpt1.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['đơn . . .pdf', 'đơn.pdf'],
    ['   ', 'Giấy tờ.pdf'],
    ['.pdf', 'Giấy tờ.pdf'],
    ['', 'Giấy tờ.pdf'],
    ['Tu\u031bo\u031bng.pdf', 'Tương.pdf'],
    [`${'ệ'.repeat(300)}.pdf`, `${'ệ'.repeat(80)}.pdf`],
    ['\ud800đơn.pdf', 'đơn.pdf'],
  ])('%j is shown as %j', (given, shown) => {
    expect(tidyFileName(given, 'PDF', 'Giấy tờ')).toBe(shown)
  })
})
