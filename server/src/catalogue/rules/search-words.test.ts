import { describe, expect, it, test } from 'vitest'
import { foldedWords, indexEntry, sought } from './search-words.ts'
import { candidates, nearQueries, nearWords } from './search-words-near.ts'

describe('words are the same word', () => {
  it.each([
    ['Đăng ký', 'đăng kí'],
    ['Mỹ thuật', 'mĩ thuật'],
    ['quản lý', 'QUẢN LÍ'],
    ['Quý', 'quí'],
    ['Y tế', 'i tế'],
    ['Đăng ký'.normalize('NFD'), 'dang ki'],
    ['\u00D0ăng ký', 'đăng ký'],
    ['khai   sinh,', '(Khai sinh)'],
    ['hộ\u200b nghèo', 'hộ nghèo'],
  ])('%j, %j', (one, other) => {
    expect(foldedWords(one)).toEqual(foldedWords(other))
  })

  it.each([
    ['tay', 'tai'],
    ['thúy', 'thúi'],
    ['quyền', 'quiền'],
  ])('but not %j, %j', (one, other) => {
    expect(foldedWords(one)).not.toEqual(foldedWords(other))
  })
})

test('a title is found by its words, by its initials from each word on, and by what stands around it', () => {
  const entry = indexEntry({
    title: 'Đăng ký khai sinh (có yếu tố nước ngoài)',
    nationalCode: '1.001193.000.H05',
    around: ['Hộ tịch', null],
  })
  expect(entry.code).toBe('1001193000h05')
  expect(entry.title).toBe(' dang ki khai sinh co yeu to nuoc ngoai ')
  expect(entry.initials).toBe('dkkscitnn')
  expect(entry.lexemes).toEqual(
    expect.arrayContaining(['khai', 'ki', '+tich', '+001193', '=dkkscitn', '=kscitnn', '=n']),
  )
  expect(entry.words).toEqual(expect.arrayContaining(['khai', 'tich']))
  expect(entry.words).not.toContain('001193')
})

test('what is too long for an index of PostgreSQL is cut between two letters', () => {
  const { code, initials, title, lexemes } = indexEntry({
    title: `${'𝐤'.repeat(150)} ${'𝐱 '.repeat(400)}`,
    nationalCode: '1'.repeat(300),
    around: [],
  })
  for (const text of [code ?? '', initials, title, ...lexemes]) {
    expect(text).not.toMatch(/\p{Cs}/u)
    expect([...text].length).toBeLessThanOrEqual(600)
  }
  expect(Math.max(...lexemes.map((one) => [...one].length))).toBe(101)
})

describe('what is typed is taken for', () => {
  it.each([
    ['dkks', { initials: 'dkks', code: null, inTitle: `('dkks':* | '=dkks':*)` }],
    ['d k k s', { initials: 'dkks', inTitle: `('dkks':* | '=dkks':*)` }],
    ['BHYT', { initials: 'bhit', inTitle: `('bhyt':* | '=bhit':*)` }],
    ['khai sinh', { initials: null, letters: null, inTitle: `('khai') & ('sinh':*)` }],
    ['dk khai sinh', { letters: 'dkks', inTitle: `('dk' | '=dk':*) & ('khai') & ('sinh':*)` }],
    ['ho ngh', { beginning: ' ho ngh', phrase: ' ho ngh ', inTitle: `('ho') & ('ngh':*)` }],
    ['đăng ký', { beginning: ' dang ki ', phrase: ' dang ki ', inTitle: `('dang') & ('ki' | 'ky':*)` }],
    ['quy', { beginning: ' qui ', inTitle: `('qui' | 'quy':*)` }],
    ['1.001193', { code: '1001193', initials: null }],
    ['giấy khai sinh lại', { pairs: [' giay khai ', ' khai sinh ', ' sinh lai'] }],
  ])('%j', (typed, taken) => {
    expect(sought(typed)).toMatchObject(taken)
  })

  it.each(['', '   ', '%', '\\', "'&|!:*()<>", '…', '😀', '\u0300'])('nothing: %j', (typed) => {
    expect(sought(typed)).toBeNull()
  })
})

test('no sign reaches a query, and ten thousand letters are cut', () => {
  const asked = sought(`khai' & !sinh:* | (x) <-> \\ ${'y'.repeat(10_000)}`)
  expect(asked?.words.join('').length).toBeLessThan(200)
  expect(asked?.inTitle.replace(/'=?[\p{L}\p{N}]+'(:\*)?/gu, 'w')).toMatch(
    /^\((w( \| w)*)\)( & \((w( \| w)*)\))*$/u,
  )
})

describe('a mistyped word is one letter away from', () => {
  it.each([
    ['kai', 'khai', 'a letter is missing'],
    ['kkhai', 'khai', 'one is too many'],
    ['khau', 'khai', 'it is another one'],
    ['sihn', 'sinh', 'two changed places'],
    ['kys', 'ki', 'Telex was off'],
    ['ddawng', 'dang', 'Telex was off'],
    ['nuowcs', 'nuoc', 'Telex was off'],
    ['giaays', 'giay', 'Telex was off'],
    ['d9a8ng', 'dang', 'VNI was off'],
    ['ky1', 'ki', 'VNI was off'],
  ])('%j: %j, %s', (typed, meant) => {
    expect(nearWords(typed)).toContain(meant)
  })

  it('never itself, nor nothing', () => {
    expect(nearWords('a')).not.toContain('')
    expect(nearWords('khai')).not.toContain('khai')
  })
})

describe('when the words as typed are nowhere,', () => {
  const near = (typed: string, ...known: string[]) => nearQueries(typed.split(' '), new Set(known))

  it('an unknown word is taken for its neighbours, a known one for itself', () => {
    expect(near('khai snh', 'khai', 'khau', 'sinh')).toEqual({
      inTitle: [`('khai') & ('sinh')`],
      anywhere: [`('khai' | '+khai') & ('sinh' | '+sinh')`],
      mostWords: [],
    })
  })

  it('the last one may be a known word that is not finished', () => {
    expect(near('khai snh nuoc ngo', 'khai', 'sinh', 'nuoc', 'ngoai').anywhere).toEqual([
      `('khai' | '+khai') & ('sinh' | '+sinh') & ('nuoc' | '+nuoc') & ('ngo':* | '+ngo')`,
    ])
  })

  it('one of them may be mistyped when all are known', () => {
    expect(near('hai sinh', 'hai', 'khai', 'sinh').anywhere).toEqual([
      `('hai' | '+hai' | 'khai' | '+khai') & ('sinh':* | '+sinh':*)`,
    ])
  })

  it('of two unknown words one is mistyped, or both are other words; but for a keyboard that was not switched', () => {
    expect(near('khau snh', 'khai', 'sinh').anywhere).toEqual([])
    expect(near('ddangw kys', 'dang', 'ki').anywhere).toEqual([`('dang' | '+dang') & ('ki' | '+ki')`])
    expect(near('khau', 'khai').anywhere).toEqual([`('khai' | '+khai')`])
  })

  it('words that nobody has are left out, up to three side by side', () => {
    expect(near('abc khai sinh', 'khai', 'sinh').mostWords).toEqual([
      `('khai' | '+khai') & ('sinh':* | '+sinh':*)`,
    ])
    expect(near('lmno pqrs khai sinh', 'khai', 'sinh').mostWords).toHaveLength(1)
    expect(near('abc khai xyz', 'khai').mostWords).toEqual([])
    expect(near('abc khai', 'khai')).toEqual({ inTitle: [], anywhere: [], mostWords: [] })
  })

  it('words written together are taken apart into the fewest that are known', () => {
    const syllables = ['dang', 'ki', 'kha', 'khai', 'i', 'si', 'sinh', 'nh']
    expect(near('dangkykhaisinh', ...syllables).anywhere).toEqual([
      `((('dang' | '+dang') & ('ki' | '+ki') & ('khai' | '+khai') & ('sinh' | '+sinh')))`,
    ])
    expect(near('dangky khaisinh', ...syllables).anywhere).toHaveLength(1)
    expect(near('dangkyxyz', ...syllables).anywhere).toEqual([])
    expect(candidates(['dangky'])).toEqual(expect.arrayContaining(['dang', 'ki']))
  })

  it('a sentence is not taken apart', () => {
    expect(candidates('mot hai ba bon nam sau bay tam chin'.split(' '))).toEqual([])
  })
})
