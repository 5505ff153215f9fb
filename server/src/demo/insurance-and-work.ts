import {
  byChannels,
  fromRecord,
  onlyCase,
  paper,
  portalForm,
  type Shipped,
  shipped,
  terms,
  workingDays,
} from './sketch.ts'

/** Social insurance and unemployment: of agencies that are not the ward's. */

const UNEMPLOYMENT_DECREE = {
  number: '28/2015/NĐ-CP',
  title: 'Nghị định quy định chi tiết một số điều của Luật Việc làm về bảo hiểm thất nghiệp',
}

export const OF_INSURANCE_AND_WORK: readonly Shipped[] = [
  shipped({
    slug: 'giai-quyet-huong-che-do-thai-san',
    title: 'Giải quyết hưởng chế độ thai sản',
    titleEn: 'Maternity benefit',
    level: 'PROVINCE',
    field: 'Bảo hiểm xã hội',
    cases: onlyCase({
      sets: null,
      papers: [
        paper(
          'giay-to-theo-truong-hop',
          'Bản sao giấy ra viện, giấy khai sinh, giấy chứng sinh hoặc giấy tờ khác của từng trường hợp hưởng',
          { originals: 0, copies: 1 },
        ),
        paper(
          'danh-sach',
          'Danh sách đề nghị giải quyết hưởng chế độ ốm đau, thai sản, dưỡng sức phục hồi sức khỏe',
          {
            form: '01B-HSB',
            required: false,
          },
        ),
      ],
      channels: byChannels(['COUNTER', 'ONLINE', 'POST'], {
        ...workingDays(6, 'Đơn vị nộp: tối đa 06 ngày làm việc; người hưởng nộp: tối đa 03 ngày làm việc'),
        specials: [
          {
            id: 'nguoi-huong',
            when: { applicant: 'PERSON' },
            term: { value: 3, unit: 'WORKING_DAY' },
            name: { vi: 'Người hưởng tự nộp', en: 'Filed by the person entitled' },
            basis: 'Ô thời hạn của bản ghi, điểm b',
          },
        ],
      }),
    }),
    conduct:
      'Người đang làm việc nộp cho đơn vị sử dụng lao động, đơn vị lập danh sách và nộp cho cơ quan bảo hiểm xã hội. Người đã thôi việc tự nộp tại cơ quan bảo hiểm xã hội nơi cư trú, xuất trình sổ bảo hiểm. Tiền trợ cấp trả qua đơn vị, tài khoản hoặc trực tiếp.',
    competent: 'Bảo hiểm xã hội cấp Tỉnh',
    results: [{ vi: 'Tiền trợ cấp thai sản', en: 'The benefit paid' }],
    legalBasis: [{ number: '58/2014/QH13', title: 'Luật Bảo hiểm xã hội' }],
    source: fromRecord(
      'Giấy tờ của từng trường hợp rất dài trong bản ghi, ở đây gộp một dòng. Phí không nêu.',
    ),
  }),
  shipped({
    slug: 'giai-quyet-huong-tro-cap-that-nghiep',
    title: 'Giải quyết hưởng trợ cấp thất nghiệp',
    titleEn: 'Unemployment benefit',
    level: 'PROVINCE',
    field: 'Việc làm',
    cases: onlyCase({
      sets: 1,
      papers: [
        paper('de-nghi', 'Đề nghị hưởng trợ cấp thất nghiệp', { formUrl: portalForm('3f9c8d3725bccdc0') }),
        paper(
          'cham-dut-hop-dong',
          'Giấy tờ về việc chấm dứt hợp đồng: hợp đồng đã hết hạn, quyết định thôi việc, sa thải, kỷ luật buộc thôi việc, thông báo hoặc thỏa thuận chấm dứt',
        ),
        paper('so-bhxh', 'Sổ bảo hiểm xã hội'),
      ],
      channels: byChannels(['COUNTER', 'POST'], {
        ...workingDays(20, '20 Ngày làm việc'),
        description:
          'Người lao động phải trực tiếp nộp; chỉ ủy quyền hoặc gửi bưu điện trong những trường hợp nghị định cho phép.',
      }),
    }),
    conduct:
      'Trong 03 tháng từ khi chấm dứt hợp đồng, nộp hồ sơ cho trung tâm dịch vụ việc làm nơi muốn nhận trợ cấp. Trung tâm xem xét, trình Giám đốc Sở quyết định; không đủ điều kiện thì trả lời bằng văn bản. Đến nhận quyết định trong 02 ngày làm việc từ ngày hẹn.',
    competent: 'Trung tâm Dịch vụ đào tạo và tư vấn việc làm',
    results: [
      { vi: 'Quyết định về việc hưởng trợ cấp thất nghiệp', en: 'Decision on the unemployment benefit' },
    ],
    legalBasis: [UNEMPLOYMENT_DECREE],
    source: fromRecord(
      'Số bộ theo phần mô tả cách nộp. Bản ghi viết tắt số nghị định là “28/NĐ-CP”; bản ghi khác của cùng lĩnh vực ghi 28/2015/NĐ-CP. Phí không nêu.',
    ),
  }),
  shipped({
    slug: 'cham-dut-huong-tro-cap-that-nghiep',
    title: 'Chấm dứt hưởng trợ cấp thất nghiệp',
    titleEn: 'End of unemployment benefit',
    level: 'PROVINCE',
    field: 'Việc làm',
    cases: onlyCase({
      sets: null,
      papers: [
        paper(
          'thong-bao',
          'Văn bản thông báo của người lao động về việc chấm dứt hưởng trợ cấp thất nghiệp',
          {
            formUrl: portalForm('3fa07e1618a6ac10'),
          },
        ),
        paper(
          'chung-minh',
          'Giấy tờ chứng minh thuộc trường hợp chấm dứt: quyết định tuyển dụng hoặc hợp đồng lao động, giấy triệu tập, quyết định hưởng lương hưu hoặc giấy tờ khác',
        ),
      ],
      channels: [terms('COUNTER', { standing: 'NONE_BY_LAW', termText: 'Không quy định' })],
    }),
    conduct:
      'Người có việc làm, đi nghĩa vụ, hưởng lương hưu, ra nước ngoài hoặc đi học dài hạn thông báo cho trung tâm dịch vụ việc làm trong 03 ngày làm việc; trung tâm trình Giám đốc Sở quyết định chấm dứt. Trường hợp khác do trung tâm xác định.',
    competent: 'Trung tâm Dịch vụ đào tạo và tư vấn việc làm',
    results: [
      {
        vi: 'Quyết định về việc chấm dứt hưởng trợ cấp thất nghiệp',
        en: 'Decision that the unemployment benefit ends',
      },
    ],
    source: fromRecord('Phí, căn cứ pháp lý không nêu.'),
  }),
]
