import type { Process } from '#routing/index.ts'
import {
  byChannels,
  fromRecord,
  onlyCase,
  paper,
  plainProcess,
  portalForm,
  type Shipped,
  shipped,
  terms,
  workingDays,
} from './sketch.ts'

/** What the ward itself decides. The tables of steps are ours or second-hand, and say so. */

const COPY_PROCESS = plainProcess(
  {
    id: 'copy-from-register',
    name: 'Cấp bản sao từ sổ gốc',
    source:
      'Bảng bước mẫu theo bản tổng hợp Quyết định 663/QĐ-TTPVHCC (Hà Nội): tiếp nhận 2 giờ, thẩm định 3 giờ, ký 2 giờ, phát hành 1 giờ, đổi ra ngày với 8 giờ một ngày. Đơn vị xử lý là của phường trong bộ dữ liệu thử.',
  },
  [0.25, 0.375, 0.25, 0.125],
)

const CONCILIATION_PROCESS = plainProcess(
  {
    id: 'land-conciliation',
    name: 'Hòa giải tranh chấp đất đai',
    source:
      'Bảng bước mẫu gộp từ bảng đã đọc (1, 2, 1, 22, 2, 5, 0 ngày): các bước cộng lại 33 ngày trong khi thời hạn là 30 ngày; số liệu giữ nguyên như nguồn. Đơn vị xử lý là của phường trong bộ dữ liệu thử.',
  },
  [1, 25, 2, 5],
)

const TRANSFER_PROCESS = plainProcess(
  {
    id: 'learner-transfer',
    name: 'Thuyên chuyển đối tượng học bổ túc THCS',
    source:
      'Bảng bước mẫu, thời gian tự đặt. Bản ghi nêu nơi thực hiện là Trung tâm Giáo dục thường xuyên; ở đây phường nhận và xử lý thay chỉ để dùng thử.',
  },
  [0.5, 2, 1, 0.5],
)

const POVERTY_PROCESS: Process = {
  id: 'poverty-recognition',
  name: 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
  version: 1,
  standing: 'demo',
  source:
    'Bảng bước mẫu: tổng 07 ngày làm việc theo thời hạn của thủ tục; thời gian từng bước chưa đối chiếu quyết định nào.',
  steps: [
    {
      id: 'receive',
      kind: 'RECEIVE',
      name: { vi: 'Tiếp nhận hồ sơ', en: 'Reception' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0.5,
      next: ['check'],
    },
    {
      id: 'check',
      kind: 'CHECK',
      name: { vi: 'Kiểm tra hồ sơ, lấy ý kiến', en: 'Check and ask for opinions' },
      unit: 'CULTURE_SOCIETY',
      role: 'SPECIALIST',
      days: 1,
      next: ['police-opinion', 'insurance-opinion'],
    },
    {
      id: 'police-opinion',
      kind: 'CONSULT',
      name: { vi: 'Ý kiến về cư trú, nhân khẩu', en: 'Opinion on residence and household members' },
      unit: 'POLICE',
      role: 'SPECIALIST',
      days: 2,
      next: ['appraise'],
    },
    {
      id: 'insurance-opinion',
      kind: 'CONSULT',
      name: { vi: 'Ý kiến về thu nhập, đóng bảo hiểm', en: 'Opinion on income and insurance' },
      unit: 'SOCIAL_INSURANCE',
      role: 'SPECIALIST',
      days: 2,
      next: ['appraise'],
    },
    {
      id: 'appraise',
      kind: 'APPRAISE',
      name: { vi: 'Thẩm định, dự thảo quyết định', en: 'Appraise and draft the decision' },
      unit: 'CULTURE_SOCIETY',
      role: 'SPECIALIST',
      days: 1.5,
      next: ['approve'],
    },
    {
      id: 'approve',
      kind: 'APPROVE',
      name: { vi: 'Phê duyệt', en: 'Approval' },
      unit: 'LEADERSHIP',
      role: 'LEADER',
      days: 1.5,
      next: ['issue'],
    },
    {
      id: 'issue',
      kind: 'ISSUE',
      name: { vi: 'Cấp số, phát hành', en: 'Number and issue' },
      unit: 'OFFICE',
      role: 'RECORDS_CLERK',
      days: 0.5,
      next: ['return'],
    },
    {
      id: 'return',
      kind: 'RETURN',
      name: { vi: 'Trả kết quả', en: 'Return of the result' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0,
      next: [],
    },
  ],
}

export const OF_THE_WARD: readonly Shipped[] = [
  shipped({
    slug: 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
    title: 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
    titleEn: 'Recognition of a household as poor or near-poor during the year',
    level: 'COMMUNE',
    field: 'Giảm nghèo',
    leadUnit: 'CULTURE_SOCIETY',
    process: POVERTY_PROCESS,
    cases: [
      {
        id: 'chung',
        name: { vi: 'Hộ gia đình đề nghị', en: 'Household applying' },
        sets: 1,
        papers: [
          paper('giay-de-nghi', 'Giấy đề nghị xét duyệt bổ sung hộ nghèo, hộ cận nghèo', {
            form: 'Phụ lục số 1a ban hành kèm theo Thông tư 14/2018/TT-BLĐTBXH',
            formUrl: portalForm('3fdffec7f370d230'),
          }),
        ],
        channels: byChannels(['COUNTER', 'POST'], workingDays(7, '07 ngày làm việc')),
      },
    ],
    conduct:
      'Hộ gia đình nộp giấy đề nghị tại Ủy ban nhân dân cấp xã, trực tiếp hoặc qua bưu điện. Ban giảm nghèo cấp xã lập danh sách và thẩm định; Chủ tịch Ủy ban nhân dân cấp xã quyết định công nhận, niêm yết công khai; không công nhận thì nêu rõ lý do.',
    competent: 'Ủy ban nhân dân xã, phường, thị trấn',
    results: [
      {
        vi: 'Quyết định công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
        en: 'Decision recognising the household as poor or near-poor',
      },
    ],
    legalBasis: [
      { number: '14/2018/TT-BLĐTBXH', title: null },
      { number: '17/2016/TT-BLĐTBXH', title: null },
    ],
    source: fromRecord(
      'Thời hạn: ô thời hạn của bản ghi ghi “07 Ngày”, phần mô tả và trình tự ghi “07 ngày làm việc”; ở đây theo phần mô tả. Mức phí không nêu. Số bộ theo tên giấy tờ (“01 bộ”). Căn cứ pháp lý theo bản ghi.',
    ),
  }),
  shipped({
    slug: 'cap-ban-sao-tu-so-goc',
    nationalCode: '2.000908',
    title: 'Cấp bản sao từ sổ gốc',
    titleEn: 'Copy issued from the original register',
    level: 'COMMUNE',
    field: 'Chứng thực',
    leadUnit: 'CULTURE_SOCIETY',
    process: COPY_PROCESS,
    cases: onlyCase({
      sets: null,
      papers: [],
      channels: [
        terms('COUNTER', {
          standing: 'STATED',
          term: { value: 1, unit: 'SAME_DAY' },
          fees: [],
          description: 'Nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo.',
        }),
      ],
    }),
    competent: 'Ủy ban nhân dân cấp xã',
    results: [{ vi: 'Bản sao cấp từ sổ gốc', en: 'Copy issued from the original register' }],
    source:
      'Theo bản tổng hợp bảng bước của Quyết định 663/QĐ-TTPVHCC ngày 13/5/2026 (Hà Nội), chưa đọc bản gốc: mã, cơ quan, thời hạn và việc không thu phí. Không nêu giấy tờ, số bộ, trình tự, căn cứ pháp lý. Lĩnh vực và ngày hiệu lực do bộ dữ liệu thử đặt. Cần đối chiếu trước khi dùng thật.',
  }),
  shipped({
    slug: 'hoa-giai-tranh-chap-dat-dai',
    title: 'Hòa giải tranh chấp đất đai',
    titleEn: 'Conciliation of a land dispute',
    level: 'COMMUNE',
    field: 'Đất đai',
    leadUnit: 'CULTURE_SOCIETY',
    process: CONCILIATION_PROCESS,
    cases: onlyCase({
      sets: null,
      papers: [],
      channels: [
        terms('COUNTER', {
          standing: 'STATED',
          term: { value: 30, unit: 'CALENDAR_DAY' },
          termText: '30 ngày',
          specials: [
            {
              id: 'vung-kho-khan',
              when: { place: 'DIFFICULT' },
              term: { value: 45, unit: 'CALENDAR_DAY' },
              name: { vi: 'Vùng có điều kiện khó khăn', en: 'Area with special difficulties' },
              basis: 'Bảng bước đã đọc; điều khoản chưa đối chiếu',
            },
          ],
        }),
      ],
    }),
    conduct:
      'Nộp đơn tại Ủy ban nhân dân cấp xã. Ủy ban xác minh nguyên nhân tranh chấp, lập hội đồng hòa giải và mời các bên họp; kết quả được lập thành biên bản.',
    competent: 'Ủy ban nhân dân cấp xã',
    source:
      'Theo bản tổng hợp một bảng bước cấp xã về đất đai, chưa đọc bản gốc: thời hạn 30 ngày, 45 ngày ở vùng khó khăn (chưa rõ “ngày” hay “ngày làm việc”, ở đây tính theo ngày). Không nêu mã, giấy tờ, cách nộp ngoài quầy, phí, căn cứ pháp lý. Lĩnh vực và ngày hiệu lực do bộ dữ liệu thử đặt. Cần đối chiếu trước khi dùng thật.',
  }),
  shipped({
    slug: 'thuyen-chuyen-doi-tuong-hoc-bo-tuc-thcs',
    title: 'Thuyên chuyển đối tượng học bổ túc THCS',
    titleEn: 'Transfer of a learner in complementary lower secondary education',
    level: null,
    field: 'Giáo dục',
    leadUnit: 'CULTURE_SOCIETY',
    process: TRANSFER_PROCESS,
    cases: onlyCase({
      sets: null,
      papers: [
        paper('don', 'Đơn xin chuyển trường'),
        paper('van-ban-dong-y', 'Văn bản đồng ý của trường nơi xin chuyển đến'),
      ],
      channels: byChannels(['COUNTER', 'POST'], { standing: 'NONE_BY_LAW', termText: 'không quy định' }),
    }),
    conduct: 'Người học làm đơn; được chuyển khi trường nơi đến đồng ý tiếp nhận.',
    competent: 'Trung tâm Giáo dục thường xuyên',
    source: fromRecord(
      'Thời hạn: “không quy định”, ở cả hai ô của bản ghi. Phí, kết quả, căn cứ pháp lý không nêu.',
    ),
  }),
  shipped({
    slug: 'giao-dat-cho-thue-dat-cap-xa',
    title: 'Giao đất, cho thuê đất, giao khu vực biển để lấn biển (cấp xã)',
    titleEn: 'Allocation or lease of land, or of sea to be reclaimed (commune)',
    level: 'COMMUNE',
    field: 'Đất đai',
    cases: onlyCase({
      sets: null,
      papers: [],
      channels: [
        terms('COUNTER', {
          standing: 'UNDECIDED',
          termText: '15 ngày; 25 ngày ở vùng khó khăn',
          phases: [
            {
              id: 'giai-doan-1',
              name: { vi: 'Thẩm định, hướng dẫn hoàn thiện hồ sơ', en: 'Appraisal, and what is missing' },
              term: { value: 5, unit: 'WORKING_DAY' },
            },
            {
              id: 'giai-doan-2',
              name: {
                vi: 'Quyết định, chuyển cơ quan thuế',
                en: 'Decision, and hand-over to the tax office',
              },
              term: { value: 7, unit: 'WORKING_DAY' },
            },
          ],
          description:
            'Thời gian người nộp hoàn thiện hồ sơ và thời gian nộp nghĩa vụ tài chính không tính vào thời hạn.',
        }),
      ],
    }),
    conduct:
      'Trung tâm tiếp nhận; cơ quan chuyên môn lấy thông tin ở chi nhánh văn phòng đăng ký đất đai, kiểm tra thực địa và thông báo những gì còn thiếu. Khi hồ sơ đã đủ, Chủ tịch Ủy ban nhân dân cấp xã quyết định, thông tin được chuyển sang thuế; nộp xong thì trả kết quả.',
    competent: 'Ủy ban nhân dân cấp xã',
    coordinating: ['Chi nhánh Văn phòng đăng ký đất đai', 'Cơ quan thuế'],
    source:
      'Theo bản tổng hợp một bảng bước cấp xã về đất đai, chưa đọc bản gốc. Tiêu đề bảng ghi 15 ngày (25 ngày ở vùng khó khăn), cộng các bước của hai giai đoạn được 5 và 7 ngày: chưa ai xác định thời hạn nào đúng. Không nêu mã, giấy tờ, phí, căn cứ pháp lý. Lĩnh vực và ngày hiệu lực do bộ dữ liệu thử đặt. Cần đối chiếu trước khi dùng thật.',
  }),
]
