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

/** Schools and diplomas. */

const ALL = ['COUNTER', 'ONLINE', 'POST'] as const
const THREE_DAYS = { value: 3, unit: 'WORKING_DAY' } as const

export const OF_SCHOOLS: readonly Shipped[] = [
  shipped({
    slug: 'chuyen-truong-doi-voi-hoc-sinh-tieu-hoc',
    title: 'Chuyển trường đối với học sinh tiểu học',
    titleEn: 'Change of school for a primary pupil',
    level: 'OTHER',
    field: 'Giáo dục',
    cases: [
      {
        id: 'trong-nuoc',
        name: { vi: 'Chuyển trường trong nước', en: 'From a school in Viet Nam' },
        sets: null,
        papers: [
          paper('don', 'Đơn xin chuyển trường của cha mẹ hoặc người giám hộ', {
            form: 'Phụ lục I kèm theo Thông tư 28/2020/TT-BGDĐT',
            formUrl: portalForm('3fe9f33d11db6d6b'),
          }),
          paper('hoc-ba', 'Học bạ'),
          paper(
            'tien-do',
            'Thông tin về tài liệu học tập, tiến độ thực hiện chương trình, bảng tổng hợp kết quả đánh giá',
            {
              form: 'Phụ lục III kèm theo Thông tư 28/2020/TT-BGDĐT',
              formUrl: portalForm('3fcfe362f22e0314'),
            },
          ),
          paper('ke-hoach', 'Kế hoạch giáo dục cá nhân đối với học sinh khuyết tật', { required: false }),
        ],
        channels: byChannels(ALL, {
          standing: 'STATED',
          termText: '10 Ngày làm việc; mô tả: không quá 09 ngày làm việc',
          phases: [
            {
              id: 'noi-den-dong-y',
              name: { vi: 'Trường nơi đến trả lời vào đơn', en: 'The new school answers' },
              term: THREE_DAYS,
            },
            {
              id: 'noi-di-tra-ho-so',
              name: { vi: 'Trường nơi đi trả hồ sơ', en: 'The old school hands back the file' },
              term: THREE_DAYS,
            },
            {
              id: 'xep-lop',
              name: {
                vi: 'Trường nơi đến tiếp nhận, xếp lớp',
                en: 'The new school admits the pupil to a class',
              },
              term: THREE_DAYS,
            },
          ],
        }),
      },
      {
        id: 'tu-nuoc-ngoai',
        name: { vi: 'Từ nước ngoài về', en: 'From abroad' },
        sets: null,
        papers: [
          paper('don', 'Đơn đề nghị của cha mẹ hoặc người giám hộ', {
            form: 'Phụ lục II kèm theo Thông tư 28/2020/TT-BGDĐT',
            originals: 0,
          }),
        ],
        channels: byChannels(ALL, {
          ...workingDays(10, '10 Ngày làm việc'),
          description:
            'Hiệu trưởng trả lời trong 03 ngày làm việc; đồng ý thì khảo sát và xếp lớp trong 07 ngày làm việc từ ngày nhận đơn.',
        }),
      },
    ],
    conduct:
      'Nộp đơn cho trường nơi đến. Được đồng ý thì xin hồ sơ ở trường nơi đi rồi nộp lại cho trường nơi đến để xếp lớp. Học sinh từ nước ngoài về chỉ nộp ở trường nơi đến, được khảo sát trình độ trước khi xếp lớp.',
    competent: 'Cơ sở giáo dục',
    legalBasis: [{ number: '28/2020/TT-BGDĐT', title: 'Thông tư ban hành Điều lệ Trường Tiểu học' }],
    source: fromRecord(
      'Ô thời hạn ghi “10 Ngày làm việc” cho cả hai trường hợp, phần mô tả tách 09 và 10 ngày; ở đây theo phần mô tả. Danh mục giấy tờ của bản ghi chỉ nói về chuyển trường trong nước; đơn của trường hợp từ nước ngoài lấy ở phần trình tự, không nêu số bản. Phí, kết quả không nêu.',
    ),
  }),
  shipped({
    slug: 'cap-ban-sao-van-bang-chung-chi-tu-so-goc',
    title: 'Cấp bản sao văn bằng, chứng chỉ từ sổ gốc',
    titleEn: 'Copy of a diploma or certificate from the original register',
    level: 'OTHER',
    field: 'Văn bằng, chứng chỉ',
    cases: onlyCase({
      sets: 1,
      papers: [
        paper('don', 'Đơn đề nghị cấp bản sao văn bằng, chứng chỉ'),
        paper(
          'giay-to-tuy-than',
          'Giấy chứng minh nhân dân hoặc hộ chiếu còn giá trị (bản sao có chứng thực hoặc bản chính)',
          {
            originals: 0,
            copies: 1,
          },
        ),
        paper(
          'quan-he',
          'Giấy tờ chứng minh quan hệ với người được cấp bản chính, khi không phải chính người đó',
          {
            required: false,
          },
        ),
        paper('phong-bi', 'Bản sao có chứng thực giấy tờ trên và phong bì dán tem, khi gửi qua bưu điện', {
          required: false,
        }),
      ],
      channels: byChannels(['COUNTER', 'POST'], {
        standing: 'UNDECIDED',
        termText: '1 Ngày làm việc; mô tả: trong ngày, sau 03 giờ chiều thì ngày làm việc tiếp theo',
        fees: [fee('Lệ phí', { kind: 'CHARGE', basis: 'theo quy định' })],
        description:
          'Nhiều sổ gốc hoặc nhiều bản thì có thể thêm không quá 02 ngày làm việc, hoặc lâu hơn theo thỏa thuận bằng văn bản.',
      }),
    }),
    conduct:
      'Nộp một bộ hồ sơ trực tiếp hoặc qua bưu điện cho nơi giữ sổ gốc. Bản sao ghi đúng nội dung sổ gốc; không còn sổ gốc hoặc không cấp thì được trả lời bằng văn bản, nêu lý do.',
    competent: 'Cơ sở giáo dục phổ thông',
    results: [{ vi: 'Bản sao văn bằng, chứng chỉ', en: 'Copy of the diploma or certificate' }],
    source: fromRecord(
      'Số bộ theo phần trình tự. Hai ô của bản ghi nói khác nhau về thời hạn nên chưa ai xác định. Căn cứ pháp lý không nêu.',
    ),
  }),
  shipped({
    slug: 'cong-nhan-bang-tot-nghiep-pho-thong-do-co-so-nuoc-ngoai-cap',
    title:
      'Công nhận bằng tốt nghiệp trung học cơ sở, bằng tốt nghiệp trung học phổ thông, giấy chứng nhận hoàn thành chương trình giáo dục phổ thông do cơ sở giáo dục nước ngoài cấp để sử dụng tại Việt Nam',
    titleEn: 'Recognition of a foreign lower or upper secondary school diploma for use in Viet Nam',
    level: 'PROVINCE',
    field: 'Văn bằng, chứng chỉ',
    cases: onlyCase({
      sets: null,
      papers: [
        paper(
          'van-bang',
          'Bản sao văn bằng hoặc bản sao từ sổ gốc, kèm bản dịch công chứng, và văn bằng liên quan trực tiếp',
          {
            originals: 0,
            copies: 1,
          },
        ),
        paper(
          'ket-qua-hoc-tap',
          'Bản sao phụ lục văn bằng hoặc bảng kết quả học tập, kèm bản dịch công chứng',
          {
            originals: 0,
            copies: 1,
          },
        ),
        paper('thoi-gian-hoc', 'Minh chứng thời gian học ở nước ngoài', {
          originals: 0,
          copies: 1,
          required: false,
        }),
        paper('uy-quyen', 'Văn bản ủy quyền xác minh thông tin về văn bằng, nếu cơ sở cấp bằng yêu cầu', {
          originals: 0,
          copies: 1,
          required: false,
        }),
      ],
      channels: [
        terms('ONLINE', {
          ...workingDays(20, '20 Ngày làm việc'),
          changes: [
            {
              id: 'xac-minh-o-nuoc-ngoai',
              to: { value: 45, unit: 'WORKING_DAY' },
              name: {
                vi: 'Phải xác minh với cơ sở giáo dục hoặc đơn vị xác thực ở nước ngoài',
                en: 'Verification with the school or a verifying body abroad',
              },
              basis: 'Phần mô tả và trình tự của bản ghi; bản ghi không nêu văn bản',
            },
          ],
          fees: [
            fee('Phí', { kind: 'FEE', amountVnd: 250_000 }),
            fee('Phí', { kind: 'FEE', amountVnd: 500_000 }),
          ],
          description: 'Minh chứng để xác thực văn bằng gửi trực tiếp hoặc qua bưu điện đến Sở.',
        }),
      ],
    }),
    conduct:
      'Khai thông tin văn bằng trên cổng dịch vụ công của Sở, gửi minh chứng đến Sở. Không đủ điều kiện hoặc không đủ căn cứ xác minh thì được trả lời bằng văn bản; không xác định được trình độ tương đương thì được công nhận theo hệ thống giáo dục của nước cấp.',
    competent: 'Sở Giáo dục và Đào tạo',
    source: fromRecord(
      'Bản ghi nêu hai mức phí, không nói mức nào cho trường hợp nào. Kết quả, căn cứ pháp lý không nêu.',
    ),
  }),
]
