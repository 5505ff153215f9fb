import pg from 'pg'
import { v5 } from 'uuid'
import { type IdFor, publishProcedures } from '#catalogue/index.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '#deadlines/index.ts'
import { hashPassword, planUnits, type Role, readUnitFile } from '#identity/index.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { faultsOf, type Process } from '#routing/index.ts'
import { DAO_VIEN, DEMO_PLACES, DEMO_PROCESSES, demoPublication, QUE_VO } from './demo/index.ts'

/**
 * A small office to try the house in: two wards of Bắc Ninh as they are since 2025, their centres and counters,
 * the police and the social insurance that one of them consults, and a dozen officers whose names are invented.
 * Agency codes are illustrative. Loaded once, into the embedded database only.
 */

const NAMESPACE = '8b0c2a52-6f0e-5d1b-9a53-0f6c6b1f7a10'

/** The same id for the same name on every machine, so that a story can be told again. */
export const demoId = (name: string): string => v5(name, NAMESPACE)

export const DEMO_PASSWORD = 'motcua-demo-2026'

interface DemoAgency {
  key: string
  code: string
  name: string
  parentName: string | null
  locality: string
  fn: string
  kind: 'AUTHORITY' | 'UNIT' | 'CENTRE'
  authority: string
  serves?: string
  /** Left out: STATE. */
  system?: 'VERTICAL'
  /** Code of the place it serves. */
  place: string
  hotline?: string
  address?: string
}

// Units of a ward are numbered in this order below its code.
const SUFFIXES = ['lanhdao', 'vhxh', 'vp']

const ward = (
  key: string,
  code: string,
  name: string,
  place: string,
  hotline: string,
  address: string,
): DemoAgency[] => {
  const council = `Ủy ban nhân dân phường ${name}`
  const unit = (
    fn: string,
    suffix: string,
    unitName: string,
    kind: 'UNIT' | 'CENTRE' = 'UNIT',
  ): DemoAgency => ({
    key: `${key}.${suffix}`,
    code: kind === 'CENTRE' ? code : `${code}.${SUFFIXES.indexOf(suffix) + 1}`,
    name: unitName,
    parentName: council,
    locality: name,
    fn,
    kind,
    authority: key,
    place,
    hotline,
    address,
  })
  return [
    {
      key,
      code: `${code}.900`,
      name: council,
      parentName: 'Tỉnh Bắc Ninh',
      locality: name,
      fn: 'AUTHORITY',
      kind: 'AUTHORITY',
      authority: key,
      place,
      hotline,
      address,
    },
    unit('CENTRE', 'tt', `Trung tâm Phục vụ hành chính công phường ${name}`, 'CENTRE'),
    unit('LEADERSHIP', 'lanhdao', `Lãnh đạo UBND phường ${name}`),
    unit('CULTURE_SOCIETY', 'vhxh', `Phòng Văn hóa – Xã hội phường ${name}`),
    unit('OFFICE', 'vp', `Văn phòng HĐND và UBND phường ${name}`),
  ]
}

const vertical = (
  key: string,
  code: string,
  name: string,
  fn: string,
  serves: string,
  locality: string,
  place: string,
  parentName: string,
): DemoAgency => ({
  key,
  code,
  name,
  parentName,
  locality,
  fn,
  kind: 'AUTHORITY',
  authority: key,
  serves,
  place,
  system: 'VERTICAL',
})

export const DEMO_AGENCIES: readonly DemoAgency[] = [
  ...ward('quevo', 'H05.47', 'Quế Võ', QUE_VO, '0222 3863 000', 'Phường Quế Võ, tỉnh Bắc Ninh'),
  ...ward('daovien', 'H05.48', 'Đào Viên', DAO_VIEN, '0222 3864 000', 'Phường Đào Viên, tỉnh Bắc Ninh'),
  vertical(
    'ca-quevo',
    'G01.5.47',
    'Công an phường Quế Võ',
    'POLICE',
    'quevo',
    'Quế Võ',
    QUE_VO,
    'Công an tỉnh Bắc Ninh',
  ),
  vertical(
    'bhxh-quevo',
    'G22.5.47',
    'Bảo hiểm xã hội cơ sở Quế Võ',
    'SOCIAL_INSURANCE',
    'quevo',
    'Quế Võ',
    QUE_VO,
    'Bảo hiểm xã hội tỉnh Bắc Ninh',
  ),
  vertical(
    'ca-daovien',
    'G01.5.48',
    'Công an phường Đào Viên',
    'POLICE',
    'daovien',
    'Đào Viên',
    DAO_VIEN,
    'Công an tỉnh Bắc Ninh',
  ),
  vertical(
    'bhxh-daovien',
    'G22.5.48',
    'Bảo hiểm xã hội cơ sở Đào Viên',
    'SOCIAL_INSURANCE',
    'daovien',
    'Đào Viên',
    DAO_VIEN,
    'Bảo hiểm xã hội tỉnh Bắc Ninh',
  ),
]

interface DemoOfficer {
  username: string
  fullName: string
  title: string
  unit: string
  roles: Role[]
}

export const DEMO_OFFICERS: readonly DemoOfficer[] = [
  {
    username: 'huong',
    fullName: 'Nguyễn Thị Hương',
    title: 'Công chức tiếp nhận',
    unit: 'quevo.tt',
    roles: ['RECEPTIONIST'],
  },
  {
    username: 'binh',
    fullName: 'Trần Văn Bình',
    title: 'Công chức tiếp nhận',
    unit: 'quevo.tt',
    roles: ['RECEPTIONIST'],
  },
  {
    username: 'mai',
    fullName: 'Lê Thị Thanh Mai',
    title: 'Giám đốc Trung tâm',
    unit: 'quevo.tt',
    roles: ['CENTRE_HEAD'],
  },
  {
    username: 'dung',
    fullName: 'Phạm Quốc Dũng',
    title: 'Chuyên viên',
    unit: 'quevo.vhxh',
    roles: ['SPECIALIST'],
  },
  {
    username: 'anh',
    fullName: 'Vũ Thị Ngọc Ánh',
    title: 'Chuyên viên',
    unit: 'quevo.vhxh',
    roles: ['SPECIALIST'],
  },
  {
    username: 'phuoc',
    fullName: 'Nguyễn Hữu Phước',
    title: 'Chủ tịch',
    unit: 'quevo.lanhdao',
    roles: ['LEADER'],
  },
  { username: 'hanh', fullName: 'Đỗ Thị Hạnh', title: 'Văn thư', unit: 'quevo.vp', roles: ['RECORDS_CLERK'] },
  {
    username: 'tuan',
    fullName: 'Hoàng Minh Tuấn',
    title: 'Công chức kiểm soát thủ tục',
    unit: 'quevo.vp',
    roles: ['PROCEDURE_CONTROLLER'],
  },
  {
    username: 'thanh',
    fullName: 'Trịnh Công Thành',
    title: 'Thanh tra viên',
    unit: 'quevo.vp',
    roles: ['INSPECTOR'],
  },
  {
    username: 'long',
    fullName: 'Ngô Đức Long',
    title: 'Quản trị hệ thống',
    unit: 'quevo.vp',
    roles: ['ADMIN'],
  },
  {
    username: 'son',
    fullName: 'Bùi Văn Sơn',
    title: 'Cán bộ Công an',
    unit: 'ca-quevo',
    roles: ['SPECIALIST'],
  },
  {
    username: 'oanh',
    fullName: 'Đặng Thị Kim Oanh',
    title: 'Chuyên viên',
    unit: 'bhxh-quevo',
    roles: ['SPECIALIST'],
  },
  {
    username: 'lan',
    fullName: 'Ngô Thị Lan',
    title: 'Công chức tiếp nhận',
    unit: 'daovien.tt',
    roles: ['RECEPTIONIST'],
  },
  {
    username: 'hieu',
    fullName: 'Đinh Trung Hiếu',
    title: 'Chuyên viên',
    unit: 'daovien.vhxh',
    roles: ['SPECIALIST'],
  },
  {
    username: 'khanh',
    fullName: 'Lý Quốc Khánh',
    title: 'Chủ tịch',
    unit: 'daovien.lanhdao',
    roles: ['LEADER'],
  },
]

/** Counters, by centre. */
const COUNTERS: readonly { centre: string; point: string; numbers: readonly number[] }[] = [
  { centre: 'quevo.tt', point: 'Trụ sở UBND phường Quế Võ', numbers: [1, 2, 3] },
  { centre: 'daovien.tt', point: 'Trụ sở UBND phường Đào Viên', numbers: [1] },
]

export interface DemoOptions {
  /** A password other than the public one; for tests. */
  password?: string
}

/**
 * Loads the demo once; a second call finds it and does nothing.
 * @param loader the role that passes row-level security: the command line's, never a serving process's
 */
export const loadDemo = async (loader: ConnectionSettings, options: DemoOptions = {}): Promise<boolean> => {
  const faults = DEMO_PROCESSES.flatMap(faultsOf)
  if (faults.length > 0) throw new Error(`a demo process cannot run: ${faults.join('; ')}`)
  const client = new pg.Client(loader)
  await client.connect()
  try {
    await client.query('begin')
    // Two starters: the second waits here and then finds the first one's agencies.
    await client.query('lock table agency in share row exclusive mode')
    const { rowCount } = await client.query('select 1 from agency limit 1')
    if (rowCount) {
      await client.query('rollback')
      return false
    }
    await load(client, await hashPassword(options.password ?? DEMO_PASSWORD))
    await client.query('commit')
    return true
  } finally {
    await client.end()
  }
}

const SINCE = '2025-07-01'

const load = async (client: pg.Client, passwordHash: string): Promise<void> => {
  const placeIds = await loadPlaces(client)
  // Authorities first: units point at them.
  const agencies = [...DEMO_AGENCIES].sort(
    (a, b) => Number(b.kind === 'AUTHORITY') - Number(a.kind === 'AUTHORITY'),
  )
  for (const agency of agencies) {
    await client.query(
      `insert into agency (id, code, name, parent_name, locality, function, kind, level, system, authority_id,
         serves_authority_id, parent_id, administrative_unit_id, hotline, address, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, 'COMMUNE', $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        demoId(agency.key),
        agency.code,
        agency.name,
        agency.parentName,
        agency.locality,
        agency.fn,
        agency.kind,
        agency.system ?? 'STATE',
        demoId(agency.authority),
        agency.serves ? demoId(agency.serves) : null,
        agency.kind === 'AUTHORITY' ? null : demoId(agency.authority),
        placeIds.get(agency.place) ?? null,
        agency.hotline ?? null,
        agency.address ?? null,
        SINCE,
      ],
    )
  }
  for (const { centre, point, numbers } of COUNTERS) {
    const pointId = demoId(`${centre}.point`)
    await client.query('insert into reception_point (id, centre_id, name, address) values ($1, $2, $3, $4)', [
      pointId,
      demoId(centre),
      point,
      null,
    ])
    for (const number of numbers) {
      await client.query(
        'insert into counter (id, reception_point_id, number, name) values ($1, $2, $3, $4)',
        [demoId(`${centre}.counter.${number}`), pointId, number, `Quầy số ${number}`],
      )
    }
  }
  for (const officer of DEMO_OFFICERS) {
    const agency = DEMO_AGENCIES.find((candidate) => candidate.key === officer.unit)
    if (!agency) throw new Error(`officer ${officer.username} has no unit`)
    await client.query(
      `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        demoId(`officer.${officer.username}`),
        officer.username,
        officer.fullName,
        officer.title,
        demoId(agency.authority),
        demoId(agency.key),
        officer.roles,
        SINCE,
      ],
    )
    await client.query(
      'insert into credential (username, password_hash, changed_at) values ($1, $2, now())',
      [officer.username, passwordHash],
    )
  }
  await client.query(
    'insert into working_calendar (id, key, version, body, valid_from) values ($1, $2, $3, $4, $5)',
    [
      demoId('calendar'),
      ADMINISTRATIVE_CALENDAR_2026.id,
      ADMINISTRATIVE_CALENDAR_2026.version,
      JSON.stringify(ADMINISTRATIVE_CALENDAR_2026),
      ADMINISTRATIVE_CALENDAR_2026.validFrom,
    ],
  )
  for (const process of DEMO_PROCESSES)
    await client.query('insert into process_version (id, name, version, body) values ($1, $2, $3, $4)', [
      processId(process),
      process.name,
      process.version,
      JSON.stringify(process),
    ])
  await publishProcedures(client, demoPublication(processId), 'demo', publishedId)
}

/** The places of today and before, read as an office's own file is; by code, the ids of those of today. */
const loadPlaces = async (client: pg.Client): Promise<ReadonlyMap<string, string>> => {
  const file = readUnitFile(DEMO_PLACES)
  const idOf = ({ code, validFrom }: { code: string; validFrom: string }) =>
    demoId(`place.${code}.${validFrom}`)
  const plan = planUnits({ units: [], successions: [] }, file.rows, idOf)
  const faults = [...file.problems, ...plan.problems]
  if (faults.length > 0) throw new Error(`the places of the demo are wrong: ${JSON.stringify(faults)}`)
  // In one statement: they point at each other.
  await client.query(
    `insert into administrative_unit (id, code, name, level, parent_id, valid_from, valid_to)
     select x.id, x.code, x.name, x.level, x."parentId", x."validFrom", x."validTo"
     from jsonb_to_recordset($1) as x(id uuid, code text, name text, level text, "parentId" uuid, "validFrom" date,
       "validTo" date)`,
    [JSON.stringify(plan.added)],
  )
  for (const { predecessorId, successorId } of plan.successions.added)
    await client.query(
      'insert into administrative_succession (predecessor_id, successor_id) values ($1, $2)',
      [predecessorId, successorId],
    )
  return new Map(
    plan.added.flatMap(({ code, id, validTo }) => (validTo === null ? [[code, id] as const] : [])),
  )
}

/** The first procedure of the demo had a shorter name before there were others. */
const FIRST = {
  slug: 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
  process: 'poverty-recognition',
  name: 'poverty',
}

const processId = ({ id }: Process): string => demoId(`process.${id === FIRST.process ? FIRST.name : id}`)

const publishedId: IdFor = (of, slug, version) => {
  if (of === 'decision') return demoId(`decision.${slug}`)
  const procedure = `procedure.${slug === FIRST.slug ? FIRST.name : slug}`
  return demoId(of === 'procedure' ? procedure : `${procedure}.${version}`)
}
