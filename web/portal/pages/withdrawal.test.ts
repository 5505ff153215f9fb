import { describe, expect, test } from 'vitest'
import { LONGEST_REASON, type Tracking, type WithdrawalStep, withdrawalPage } from '../index.ts'
import { frame } from '../samples.testing.ts'
import { IN_HAND, READY, SUBMITTED, WITHDRAWN_AT_ONCE } from '../tracking-samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

const page = (tracking: Tracking, step: WithdrawalStep, reason = 'Tôi nộp nhầm.') =>
  withdrawalPage({ ...frame('vi'), tracking, secret: 'ABCD2345WXYZ', reason, step })

describe('asking to withdraw', () => {
  test('says beforehand what comes of it: at once while nobody accepted it, else by a decision', () => {
    expect(textOf(page(SUBMITTED, { is: 'written' }))).toContain('rút được ngay')
    expect(textOf(page(IN_HAND, { is: 'written' }))).toContain(
      'sẽ xem xét đề nghị; trong lúc chờ, thời hạn vẫn tính',
    )
  })

  test('what was written comes back, and nothing is sent before it was read over', () => {
    const written = page(IN_HAND, { is: 'written' })
    expect(written).toContain('>Tôi nộp nhầm.</textarea>')
    expect(written).not.toContain('value="gui"')
    const readOver = page(IN_HAND, { is: 'read-over', key: 'a-key-of-this-form' })
    expect(readOver).toContain('<input type="hidden" name="ly-do" value="Tôi nộp nhầm."/>')
    expect(readOver).toContain('<input type="hidden" name="khoa" value="a-key-of-this-form"/>')
    expect(readOver).toContain('value="gui" name="buoc"')
  })

  test('no step puts the secret into an address', () => {
    for (const is of ['written', 'sent', 'impossible'] as const) {
      const html = page(IN_HAND, { is })
      expect(html).toContain('name="bi-mat" value="ABCD2345WXYZ"')
      expect(html).not.toMatch(/(?:action|href)="[^"]*ABCD2345WXYZ/)
    }
  })

  test('tells a dossier that ended at once from a request that is considered', () => {
    expect(textOf(page(WITHDRAWN_AT_ONCE, { is: 'sent' }))).toContain('Hồ sơ đã được rút')
    expect(textOf(page(IN_HAND, { is: 'sent' }))).toContain('Nơi giải quyết đang xem xét.')
  })

  test('where it is too late, says where the dossier is and whom to ask', () => {
    const text = textOf(page(READY, { is: 'impossible' }))
    expect(text).toContain('Đã có kết quả, mời đến nhận.')
    expect(text).toContain('xin hỏi tại:Trung tâm Phục vụ hành chính công phường Thuận Hóa')
  })

  test('the longest reason fits into the form as it is sent, and into the words that tell how long', () => {
    const sent = new URLSearchParams({ 'ly-do': 'ộ'.repeat(LONGEST_REASON) }).toString()
    expect(sent.length).toBeLessThan(16 * 1024 - 1024)
    expect(textOf(page(IN_HAND, { is: 'written' }))).toContain('nhiều nhất 1.000 chữ cái')
  })
})
