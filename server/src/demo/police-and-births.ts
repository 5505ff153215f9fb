import type { Process } from '#routing/index.ts'
import {
  byChannels,
  fee,
  fromRecord,
  onlyCase,
  paper,
  portalForm,
  type Shipped,
  shipped,
  terms,
  workingDays,
} from './sketch.ts'

/** Residence and births: described here, handled elsewhere. */

/** Birth first; then, with the number the child was given, three agencies at once. Structure from knowledge, times not verified. */
const LINKED_BIRTH_PROCESS: Process = {
  id: 'lien-thong-khai-sinh',
  name: 'Liên thông khai sinh, thường trú, thẻ BHYT, căn cước',
  version: 1,
  standing: 'demo',
  source: 'Cấu trúc theo hiểu biết chung về thủ tục 3.000722; thời gian từng bước chưa đối chiếu',
  steps: [
    {
      id: 'receive',
      kind: 'RECEIVE',
      name: { vi: 'Tiếp nhận hồ sơ', en: 'Reception' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0.25,
      next: ['birth'],
    },
    {
      id: 'birth',
      kind: 'PART',
      name: { vi: 'Đăng ký khai sinh', en: 'Birth registration' },
      unit: 'CULTURE_SOCIETY',
      role: 'SPECIALIST',
      days: 0.75,
      next: ['residence', 'health-insurance', 'identity-card'],
    },
    {
      id: 'residence',
      kind: 'PART',
      name: { vi: 'Đăng ký thường trú', en: 'Residence registration' },
      unit: 'POLICE',
      role: 'SPECIALIST',
      days: 3,
      next: ['gather'],
    },
    {
      id: 'health-insurance',
      kind: 'PART',
      name: { vi: 'Cấp thẻ bảo hiểm y tế', en: 'Health insurance card' },
      unit: 'SOCIAL_INSURANCE',
      role: 'SPECIALIST',
      days: 2,
      next: ['gather'],
    },
    {
      id: 'identity-card',
      kind: 'PART',
      name: { vi: 'Cấp thẻ căn cước', en: 'Identity card' },
      unit: 'POLICE',
      role: 'SPECIALIST',
      days: 3,
      next: ['gather'],
    },
    {
      id: 'gather',
      kind: 'GATHER',
      name: { vi: 'Tập hợp kết quả', en: 'Gather the results' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0.25,
      next: ['return'],
    },
    {
      id: 'return',
      kind: 'RETURN',
      name: { vi: 'Trả kết quả', en: 'Return of the results' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0,
      next: [],
    },
  ],
}

export const OF_POLICE_AND_REGISTRARS: readonly Shipped[] = [
  shipped({
    slug: 'dang-ky-thuong-tru',
    title: 'Đăng ký thường trú',
    titleEn: 'Registration of permanent residence',
    level: 'COMMUNE',
    field: 'Cư trú',
    // Filed on the ministry's portal for residence, which keeps its status.
    route: 'MINISTRY_SYSTEM',
    cases: onlyCase({
      sets: null,
      papers: [
        paper('to-khai', 'Tờ khai thay đổi thông tin cư trú', {
          form: 'Mẫu CT01 ban hành kèm theo Thông tư 56/2021/TT-BCA',
          formUrl: portalForm('3fd96e2f8a19e97c'),
        }),
        paper('cho-o', 'Giấy tờ, tài liệu chứng minh việc sở hữu chỗ ở hợp pháp'),
      ],
      channels: byChannels(['COUNTER', 'ONLINE'], {
        ...workingDays(7, '07 Ngày làm việc'),
        fees: [fee('Lệ phí đăng ký cư trú')],
        description: 'Nhận giờ hành chính, thứ Hai đến thứ Sáu và sáng thứ Bảy, trừ ngày lễ, tết.',
      }),
    }),
    conduct:
      'Nộp tại Công an cấp xã hoặc trên cổng dịch vụ công. Hồ sơ đủ thì được cấp phiếu tiếp nhận và hẹn trả (CT04); thiếu thì được hướng dẫn bổ sung (CT05); không đủ điều kiện thì bị từ chối bằng phiếu (CT06). Nộp lệ phí và nhận thông báo kết quả theo ngày hẹn.',
    competent: 'Công an Xã',
    results: [
      {
        vi: 'Thông báo kết quả giải quyết thủ tục đăng ký cư trú',
        en: 'Notice of the result of the registration of residence',
      },
    ],
    source: fromRecord(
      'Ô phí ghi “Phí” không có số tiền, trình tự gọi là lệ phí đăng ký cư trú: loại và mức đều không rõ. Nơi xử lý suy từ cách nộp qua Cổng dịch vụ công quản lý cư trú. Căn cứ pháp lý không nêu.',
    ),
  }),
  shipped({
    slug: 'dang-ky-khai-sinh-co-yeu-to-nuoc-ngoai-tai-khu-vuc-bien-gioi',
    title: 'Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới',
    titleEn: 'Registration of a birth with a foreign element in a border area',
    level: 'COMMUNE',
    field: 'Hộ tịch',
    cases: onlyCase({
      sets: null,
      papers: [
        paper(
          'giay-to-tuy-than',
          'Hộ chiếu, chứng minh nhân dân, thẻ căn cước công dân hoặc giấy tờ khác có ảnh và thông tin cá nhân, còn giá trị',
        ),
        paper(
          'noi-cu-tru',
          'Giấy tờ chứng minh nơi cư trú; cha mẹ đã kết hôn thì thêm Giấy chứng nhận kết hôn (trong giai đoạn chuyển tiếp)',
        ),
        paper('ban-sao-chung-thuc', 'Bản sao có chứng thực các giấy tờ trên, khi gửi qua bưu chính', {
          originals: 0,
          required: false,
        }),
      ],
      channels: byChannels(['COUNTER', 'ONLINE', 'POST'], {
        standing: 'STATED',
        term: { value: 1, unit: 'SAME_DAY' },
        termText: 'Ngay trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo',
        fees: [
          fee('Lệ phí', {
            kind: 'CHARGE',
            basis:
              'Mức do Hội đồng nhân dân cấp tỉnh quy định; miễn cho gia đình có công với cách mạng, hộ nghèo, người khuyết tật',
          }),
        ],
      }),
    }),
    conduct:
      'Nộp hồ sơ tại Ủy ban nhân dân cấp xã. Công chức tư pháp – hộ tịch kiểm tra, báo cáo Chủ tịch; được đồng ý thì ghi Sổ đăng ký khai sinh, hai bên ký, Chủ tịch cấp Giấy khai sinh; dữ liệu được cập nhật để lấy số định danh.',
    competent: 'Ủy ban nhân dân xã, phường, thị trấn',
    results: [{ vi: 'Giấy khai sinh', en: 'Birth certificate' }],
    source: fromRecord('Căn cứ pháp lý không nêu. Hai phường của bộ dữ liệu thử không ở khu vực biên giới.'),
  }),
  shipped({
    slug: 'lien-thong-khai-sinh-thuong-tru-the-bao-hiem-y-te-tre-duoi-6-tuoi',
    title:
      'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
    titleEn: 'Birth registration, residence registration and health insurance card for a child under 6',
    level: 'COMMUNE',
    cases: onlyCase({
      sets: null,
      papers: [
        paper('to-khai', 'Tờ khai đăng ký khai sinh', { formUrl: portalForm('3fc11a5d47406504') }),
        paper(
          'chung-sinh',
          'Giấy chứng sinh; nếu không có thì văn bản của người làm chứng hoặc giấy cam đoan; trẻ bị bỏ rơi thì biên bản',
        ),
        paper('nhan-khau', 'Phiếu báo thay đổi hộ khẩu, nhân khẩu và sổ hộ khẩu của người mà trẻ ở cùng'),
        paper('y-kien', 'Ý kiến của cha, mẹ và của chủ hộ, khi trẻ không ở cùng cha, mẹ', {
          required: false,
        }),
        paper('bao-hiem', 'Tờ khai tham gia bảo hiểm y tế, danh sách đề nghị cấp thẻ'),
      ],
      channels: [
        terms('COUNTER', {
          standing: 'UNDECIDED',
          termText: '0',
          description:
            'Trình tự nêu: khai sinh ngay trong ngày, đăng ký thường trú 15 ngày, thẻ bảo hiểm y tế 10 ngày.',
        }),
      ],
    }),
    conduct:
      'Nộp một lần tại bộ phận Một cửa cấp xã. Xã đăng ký khai sinh rồi chuyển hồ sơ cho Công an để đăng ký thường trú và cho Bảo hiểm xã hội để cấp thẻ; các kết quả được chuyển về xã và trả cùng một nơi.',
    competent: 'Bảo hiểm xã hội cấp huyện',
    coordinating: ['Ủy ban nhân dân cấp xã', 'Cơ quan Công an', 'Cơ quan Bảo hiểm xã hội'],
    results: [
      { vi: 'Giấy khai sinh', en: 'Birth certificate' },
      { vi: 'Kết quả đăng ký thường trú', en: 'Registration of residence' },
      { vi: 'Thẻ bảo hiểm y tế', en: 'Health insurance card' },
    ],
    source: fromRecord(
      'Ô thời hạn ghi “0”: không phải một thời hạn, nên chưa ai xác định. Sổ hộ khẩu giấy nay không còn dùng. Bản ghi cũ hơn thủ tục liên thông điện tử 3.000722. Phí, căn cứ pháp lý không nêu.',
    ),
  }),
  shipped({
    slug: 'lien-thong-dien-tu-khai-sinh-thuong-tru-the-bhyt-can-cuoc-tre-duoi-6-tuoi',
    nationalCode: '3.000722',
    title:
      'Liên thông điện tử: đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế, cấp thẻ căn cước cho trẻ em dưới 6 tuổi',
    titleEn:
      'Linked: birth registration, residence registration, health insurance card and identity card for a child under 6',
    level: 'COMMUNE',
    field: 'Hộ tịch',
    leadUnit: 'CULTURE_SOCIETY',
    process: LINKED_BIRTH_PROCESS,
    cases: onlyCase({
      sets: null,
      papers: [
        paper('to-khai', 'Tờ khai liên thông', { form: 'Tờ khai điện tử' }),
        paper('chung-sinh', 'Giấy chứng sinh'),
      ],
      channels: byChannels(['COUNTER', 'ONLINE'], workingDays(5, '02–05 ngày làm việc')),
    }),
    competent: 'Ủy ban nhân dân cấp xã',
    coordinating: ['Cơ quan Công an', 'Cơ quan Bảo hiểm xã hội'],
    results: [
      { vi: 'Giấy khai sinh', en: 'Birth certificate' },
      { vi: 'Kết quả đăng ký thường trú', en: 'Registration of residence' },
      { vi: 'Thẻ bảo hiểm y tế', en: 'Health insurance card' },
      { vi: 'Thẻ căn cước', en: 'Identity card' },
    ],
    source:
      'Mã và các phần theo Nghị định 301/2026/NĐ-CP như nguồn thứ cấp nêu; thời hạn theo trang của một xã (“02–05 ngày làm việc”), ở đây lấy 5. Giấy tờ, các bước và thời gian từng phần theo hiểu biết chung, chưa đối chiếu. Lĩnh vực và ngày hiệu lực do bộ dữ liệu thử đặt. Cần đối chiếu văn bản hiện hành trước khi dùng thật.',
  }),
]
