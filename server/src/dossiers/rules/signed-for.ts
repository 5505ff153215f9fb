/**
 * The line above a signature that is given for somebody else: `KT. CHỦ TỊCH` (ký thay) where a deputy signs for the head,
 * `TUQ. CHỦ TỊCH` (thừa ủy quyền) where the post was lent to anybody else. Under it stand the signer's own title and name.
 * (Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, phần I, mục II.7; from memory. The decree has both of heads alone; the
 * papers here say so of every post that was lent.)
 *
 * @param signer the title of whoever signs
 * @param lender the title of the post that was lent; null in a post of one's own
 * @param head the title of whoever leads; null where nobody signs for a head
 * @returns null where one signs in one's own name
 */
export const signedFor = (
  signer: string,
  lender: string | null,
  head: string | null = null,
): string | null => {
  const post = lender ?? (isDeputyOf(signer, head) ? head : null)
  if (post === null) return null
  return `${isDeputyOf(signer, post) ? 'KT.' : 'TUQ.'} ${plain(post).toLocaleUpperCase('vi')}`
}

/** Phó Chủ tịch is the deputy of a Chủ tịch, and of nobody else. */
const isDeputyOf = (signer: string, head: string | null): boolean =>
  head !== null &&
  plain(signer)
    .toLocaleLowerCase('vi')
    .startsWith(`phó ${plain(head).toLocaleLowerCase('vi')}`)

const plain = (title: string): string => title.normalize('NFC').replace(/\s+/g, ' ').trim()
