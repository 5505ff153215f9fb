import { randomUUID } from 'node:crypto'
import type { Answer, Client, Sending } from '../../server/test/support/client.ts'

/** Files as people hand them in with a dossier. */

/** A PDF of one empty page that no other is. */
export const scan = (): Buffer => {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /Lang (${randomUUID()}) >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ]
  let text = '%PDF-1.7\n'
  const starts = objects.map((object, at) => {
    const start = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${trailer}`, 'latin1')
}

export const handInScan = (client: Client, id: string, sending: Sending = {}): Promise<Answer> =>
  client.post(`/api/dossiers/${id}/files`, scan(), sending)

/** The id of what was handed in. @throws when it is refused */
export const handedIn = async (client: Client, id: string): Promise<string> => {
  const answer = await handInScan(client, id)
  if (answer.status !== 201) throw new Error(`no file was taken: ${answer.status} ${answer.text}`)
  return answer.body.id
}
