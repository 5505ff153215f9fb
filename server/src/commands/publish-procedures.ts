import { userInfo } from 'node:os'
import { type Published, publishProcedures as publish, readPublication } from '#catalogue/index.ts'
import { type Command, notOneFile } from './command.ts'
import { readJson } from './file.ts'
import { asLoader } from './transaction.ts'
import { inBoth } from './words.ts'

/** A file as small as it may be, and with everything that may stand in it. */
export const EXAMPLE = `{
  "decision": { "number": "125/QĐ-UBND", "issuer": "Ủy ban nhân dân tỉnh", "decidedOn": "2026-06-15",
                "title": "Công bố danh mục thủ tục hành chính lĩnh vực hộ tịch" },
  "versions": [
    { "slug": "dang-ky-khai-sinh", "nationalCode": "1.001193", "title": "Đăng ký khai sinh", "level": "COMMUNE",
      "effectiveFrom": "2027-03-01", "effectiveTo": null, "processVersionId": null,
      "content": {
        "titleEn": "Registration of a birth", "field": "Hộ tịch", "applicants": ["Cá nhân"],
        "cases": [
          { "id": "chung", "name": { "vi": "Mọi trường hợp", "en": "Every case" }, "sets": 1,
            "papers": [
              { "id": "to-khai", "name": "Tờ khai", "form": "Mẫu số 01", "formUrl": "https://example.vn/mau-01",
                "originals": 1, "copies": 0, "required": true },
              { "id": "cu-tru", "name": "Giấy tờ về cư trú", "originals": 0, "copies": 1, "required": true,
                "replacedBy": { "source": { "vi": "Cơ sở dữ liệu quốc gia về dân cư", "en": "National population database" },
                                "basis": "Nghị quyết 66.7/2025/NQ-CP" } }
            ],
            "channels": [
              { "channel": "COUNTER", "standing": "STATED", "term": { "value": 5, "unit": "WORKING_DAY" },
                "termText": "05 ngày làm việc",
                "specials": [
                  { "id": "vung-kho-khan", "when": { "place": "DIFFICULT" }, "term": { "value": 8, "unit": "WORKING_DAY" },
                    "name": { "vi": "Vùng có điều kiện khó khăn", "en": "Difficult areas" }, "basis": "Khoản 2 Điều 5" }
                ],
                "changes": [
                  { "id": "xac-minh", "to": { "value": 10, "unit": "WORKING_DAY" },
                    "name": { "vi": "Phải xác minh ở nơi khác", "en": "Verified elsewhere" }, "basis": "Khoản 3 Điều 5" }
                ],
                "fees": [{ "kind": "CHARGE", "name": "Lệ phí hộ tịch", "amountVnd": 8000, "per": "lần",
                           "basis": "Nghị quyết của Hội đồng nhân dân tỉnh" }],
                "description": "Nộp tại Trung tâm Phục vụ hành chính công" },
              { "channel": "POST", "standing": "NONE_BY_LAW", "termText": "không quy định" },
              { "channel": "ONLINE", "standing": "UNDECIDED", "termText": "theo quy định" }
            ] }
        ],
        "conduct": "Nộp tờ khai; công chức tư pháp - hộ tịch kiểm tra, ghi vào Sổ đăng ký khai sinh.",
        "conditions": "Trẻ em sinh tại Việt Nam.", "competent": "Ủy ban nhân dân cấp xã", "coordinating": ["Công an cấp xã"],
        "leadUnit": "CULTURE_SOCIETY", "route": "LOCAL", "onlineLevel": "PARTIAL", "nonTerritorial": true,
        "results": [{ "vi": "Giấy khai sinh", "en": "Birth certificate" }],
        "legalBasis": [{ "number": "60/2014/QH13", "title": "Luật Hộ tịch" }],
        "source": "Quyết định 125/QĐ-UBND, phụ lục 1" } }
  ],
  "replacements": []
}`

const HELP = `motcua publish procedures FILE

Publishes versions of procedures by a decision, all of them or none. A version takes over at 00:00 of its first day, in
Việt Nam, without anybody doing anything then; the version before it ends on the day before, and what is replaced ends
with it. Dossiers keep the version that they were received under.

FILE is JSON of at most 20 MB:

${EXAMPLE}

What the source does not state is left out or null: "fees" left out says nothing about a fee, [] says that none is due.

  slug              address of the procedure; a new one makes a new procedure. a–z, 0–9 and single hyphens
  level             MINISTRY, PROVINCE, COMMUNE, OTHER
  effectiveTo       the last day; left out until the next version comes, or where no end is known
  processVersionId  of the process that handles it here; left out: described only, nobody can hand a dossier in
  standing          STATED, NONE_BY_LAW (the law sets none), UNDECIDED (nobody has decided what the words mean: not
                    received by this channel)
  unit              WORKING_DAY, CALENDAR_DAY, WORKING_HOUR, SAME_DAY
  phases            [{ "id", "name", "term" }] where the term is made of stretches; "term" is then left out
  when              "place": ORDINARY or DIFFICULT, "applicant": PERSON or ORGANISATION, or both
  kind              FEE (phí), CHARGE (lệ phí)
  route             LOCAL, or MINISTRY_SYSTEM where a ministry's system handles it
  replacements      [{ "replaced", "replacing", "since" }]: slugs, and the first day on which the one stands for the other;
                    both are published already, or by this file
  draftId           of an imported draft: with "content" what a person made of it (motcua print draft prints the file to
                    begin with); without it the draft is published as it is, with "effectiveFrom", "effectiveTo",
                    "processVersionId" and "leadUnit" of this file. A draft with open questions is not

Exit code 0: published. 1: refused, with the place of every mistake, and nothing was changed. 2: not understood. 3: the
database or the machine is not as it must be.
`

export const publishProcedures: Command = {
  words: 'publish procedures',
  takes: 'FILE',
  help: HELP,
  footing: 'WRITES',
  run: async ({ args, open }) => {
    const [path, ...surplus] = args
    if (path === undefined || surplus.length > 0) return notOneFile('publish procedures', HELP)
    const publication = readPublication(await readJson(path))
    const published = await asLoader(open, (client) => publish(client, publication, userInfo().username))
    process.stdout.write(told(published))
    return 0
  },
}

const told = ({ versions, ended, replacements, today }: Published): string =>
  [
    ...versions.flatMap(({ slug, version, effectiveFrom: from, effectiveTo: to }) => [
      ...inBoth('command.version-published', { slug, version, from, to }),
      ...(from < today ? inBoth('command.effective-in-the-past', { slug, from }) : []),
    ]),
    ...inBoth('command.catalogue-published', { versions: versions.length, ended, replacements }),
    '',
  ].join('\n')
