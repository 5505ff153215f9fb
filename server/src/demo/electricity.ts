import {
  byChannels,
  fromRecord,
  onlyCase,
  paper,
  portalForm,
  type Shipped,
  shipped,
  workingDays,
} from './sketch.ts'

/** The department of industry and trade, by post only. */

export const OF_INDUSTRY_AND_TRADE: readonly Shipped[] = [
  shipped({
    slug: 'cap-the-kiem-tra-vien-dien-luc',
    title: 'Cấp thẻ Kiểm tra viên điện lực cho các đối tượng thuộc thẩm quyền cấp của Sở Công Thương',
    titleEn: 'Card of an electricity inspector',
    level: 'PROVINCE',
    field: 'Điện',
    cases: onlyCase({
      sets: null,
      papers: [
        paper('de-nghi', 'Văn bản đề nghị cấp thẻ Kiểm tra viên điện lực'),
        paper('ban-khai', 'Bản khai quá trình công tác có xác nhận của cơ quan, đơn vị'),
        paper('sat-hach', 'Giấy chứng nhận đạt yêu cầu sát hạch Kiểm tra viên điện lực'),
        paper('anh', 'Ảnh cỡ 2 x 3 cm', { originals: 2 }),
        paper('van-bang', 'Bản sao hợp lệ văn bằng chuyên môn hoặc quyết định nâng bậc lương công nhân', {
          originals: 0,
          copies: 1,
        }),
      ],
      channels: byChannels(['POST'], workingDays(5, '5 Ngày làm việc')),
    }),
    conduct:
      'Sở Công Thương nhận hồ sơ của Kiểm tra viên cấp huyện và của đơn vị điện lực trên địa bàn, cấp thẻ; không cấp thì trả lời bằng văn bản sau 03 ngày làm việc, nêu lý do.',
    competent: 'Sở Công thương',
    results: [{ vi: 'Thẻ Kiểm tra viên điện lực', en: 'Card of an electricity inspector' }],
    source: fromRecord('Phí, căn cứ pháp lý không nêu.'),
  }),
  shipped({
    slug: 'huan-luyen-va-cap-sua-doi-bo-sung-the-an-toan-dien',
    title: 'Huấn luyện và cấp sửa đổi, bổ sung thẻ an toàn điện',
    titleEn: 'Training for, and amendment of, an electrical safety card',
    level: 'PROVINCE',
    field: 'Điện',
    cases: onlyCase({
      sets: null,
      papers: [
        paper(
          'de-nghi',
          'Văn bản đề nghị của người sử dụng lao động: họ tên, công việc, bậc an toàn hiện tại',
          {
            formUrl: portalForm('3fb55ae334514968'),
          },
        ),
        paper('anh', 'Ảnh 2x3 cm', { originals: 2 }),
      ],
      channels: byChannels(['POST'], workingDays(20, '20 Ngày làm việc')),
    }),
    conduct:
      'Người sử dụng lao động gửi hồ sơ. Sở xem xét trong 02 ngày làm việc, yêu cầu bổ sung hoặc từ chối bằng văn bản nếu cần; tổ chức huấn luyện, sát hạch trong 10 ngày làm việc và cấp thẻ trong 10 ngày làm việc sau khi đạt.',
    competent: 'Sở Công thương',
    results: [{ vi: 'Thẻ an toàn điện được sửa đổi, bổ sung', en: 'The amended electrical safety card' }],
    source: fromRecord('Phí, căn cứ pháp lý không nêu.'),
  }),
]
