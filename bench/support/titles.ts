import type { Dice } from '../../prove/support/dice.ts'

/**
 * Titles of procedures as an office writes them, put together from lists: what is done, to what, for whom and where.
 * The same dice give the same titles everywhere. They are not procedures of any law.
 */

export interface MadeProcedure {
  title: string
  code: string
  field: string
  agency: string
}

const ACTS = `Đăng ký|Đăng ký lại|Đăng ký thay đổi|Cấp|Cấp lại|Cấp đổi|Cấp mới|Cấp bản sao|Gia hạn|Điều chỉnh|Bổ sung|Thu hồi|
Xác nhận|Công nhận|Công nhận lại|Thẩm định|Phê duyệt|Chấp thuận|Thông báo|Công bố|Chuyển đổi|Chuyển nhượng|Hỗ trợ|
Giải quyết|Giải thể|Thành lập|Sáp nhập, chia, tách|Cho phép|Tạm ngừng|Chấm dứt|Kiểm tra|Đánh giá|Xét duyệt|Trợ cấp|
Hưởng|Miễn, giảm|Bổ nhiệm|Miễn nhiệm|Tiếp nhận|Khai báo`

const OBJECTS = `khai sinh|khai tử|kết hôn|nhận cha, mẹ, con|nuôi con nuôi|giám hộ|chấm dứt giám hộ|tình trạng hôn nhân|hộ tịch|
quốc tịch Việt Nam|lý lịch tư pháp|bản sao từ sổ gốc|chứng thực chữ ký|hợp đồng, giao dịch|di chúc|văn phòng công chứng|
công chứng viên|luật sư|đấu giá viên|giám định viên tư pháp|hòa giải viên|hộ kinh doanh|doanh nghiệp tư nhân|
công ty trách nhiệm hữu hạn một thành viên|công ty cổ phần|chi nhánh, văn phòng đại diện|hợp tác xã|liên hiệp hợp tác xã|
dự án đầu tư|chủ trương đầu tư|giấy chứng nhận quyền sử dụng đất|quyền sở hữu nhà ở và tài sản gắn liền với đất|
biến động đất đai|thế chấp quyền sử dụng đất|mục đích sử dụng đất|giá đất cụ thể|giấy phép xây dựng nhà ở riêng lẻ|
giấy phép xây dựng công trình|chứng chỉ hành nghề hoạt động xây dựng|quy hoạch chi tiết xây dựng|báo cáo nghiên cứu khả thi|
thiết kế cơ sở|giấy phép môi trường|báo cáo đánh giá tác động môi trường|giấy phép khai thác nước dưới đất|
giấy phép xả nước thải|giấy phép khai thác khoáng sản|đề án đóng cửa mỏ|giấy phép hành nghề khám bệnh, chữa bệnh|
giấy phép hoạt động cơ sở khám bệnh|chứng chỉ hành nghề dược|đủ điều kiện kinh doanh thuốc|an toàn thực phẩm|
quảng cáo thực phẩm bảo vệ sức khỏe|thẻ bảo hiểm y tế|bảo hiểm xã hội một lần|chế độ thai sản|chế độ ốm đau|
hộ nghèo, hộ cận nghèo|trợ giúp xã hội|hỗ trợ mai táng phí|xác định mức độ khuyết tật|người có công với cách mạng|
thân nhân liệt sĩ|bằng Tổ quốc ghi công|giấy phép lao động|nội quy lao động|thỏa ước lao động tập thể|
trợ cấp thất nghiệp|trung tâm dịch vụ việc làm|trường trung học phổ thông|trường mầm non tư thục|cơ sở giáo dục nghề nghiệp|
văn bằng, chứng chỉ|học bổng|trung tâm ngoại ngữ, tin học|giấy phép lái xe|phù hiệu xe ô tô|giấy phép kinh doanh vận tải|
phương tiện thủy nội địa|bến thủy nội địa|đấu nối giao thông|biển số xe|xe mô tô, xe gắn máy|thẻ căn cước|tạm trú|
thường trú|lưu trú|hộ chiếu phổ thông|thị thực cho người nước ngoài|con dấu|phòng cháy và chữa cháy|vũ khí, vật liệu nổ|
giấy phép bán lẻ rượu|giấy phép bán lẻ thuốc lá|đủ điều kiện kinh doanh xăng dầu|khí dầu mỏ hóa lỏng|hóa chất|
hội chợ, triển lãm thương mại|khuyến mại|nhượng quyền thương mại|giấy phép hoạt động điện lực|cụm công nghiệp|
mã số vùng trồng|giống cây trồng|thuốc bảo vệ thực vật|kiểm dịch động vật|chăn nuôi trang trại|tàu cá|nuôi trồng thủy sản|
rừng phòng hộ|khai thác lâm sản|công trình thủy lợi|đê điều|sản phẩm OCOP|giấy phép xuất bản|hoạt động in|báo chí|
trang thông tin điện tử tổng hợp|trò chơi điện tử|biểu diễn nghệ thuật|karaoke, vũ trường|di tích|lễ hội|thư viện|
câu lạc bộ thể thao|hướng dẫn viên du lịch|cơ sở lưu trú du lịch|lữ hành nội địa|nhiệm vụ khoa học và công nghệ|
thiết bị X-quang chẩn đoán trong y tế|chuyển giao công nghệ|đo lường|tiêu chuẩn, quy chuẩn|mã số, mã vạch|
hội, quỹ xã hội|tín ngưỡng, tôn giáo|thi đua, khen thưởng|tuyển dụng công chức|thi nâng ngạch viên chức|
khiếu nại|tố cáo|tiếp công dân|giá bán hàng hóa|kê khai giá|mã số đơn vị có quan hệ với ngân sách|hóa đơn|
lệ phí trước bạ|thuế sử dụng đất phi nông nghiệp`

const QUALIFIERS = `|có yếu tố nước ngoài|tại khu vực biên giới|lưu động|đã bị mất, bị hỏng|hết thời hạn|do thay đổi thông tin|
do bị thu hồi|do sai sót trong quá trình cấp|lần đầu|lần thứ hai trở đi|cho người khuyết tật|cho người cao tuổi|
cho người nước ngoài|cho người Việt Nam định cư ở nước ngoài|cho trẻ em dưới 16 tuổi|cho trẻ em bị bỏ rơi|
cho hộ gia đình, cá nhân|cho cộng đồng dân cư|cho tổ chức kinh tế|cho doanh nghiệp có vốn đầu tư nước ngoài|
cho cơ sở đào tạo|cho đơn vị sự nghiệp công lập|cho đồng bào dân tộc thiểu số|của cơ quan đại diện|của tổ chức tôn giáo|
của thương nhân nước ngoài|theo yêu cầu của cá nhân, tổ chức|theo quyết định của Tòa án|theo hình thức đối tác công tư|
đối với trường hợp mua bán, tặng cho|đối với trường hợp thừa kế|đối với trường hợp chuyển nơi cư trú|
đối với người đang chấp hành án|đối với dự án nhóm B, nhóm C|đối với công trình cấp III, cấp IV|
đối với cơ sở quy mô nhỏ|trong khu công nghiệp|ngoài khu công nghiệp|trên thuyền, trên tàu|kết hợp đăng ký thường trú|
và cấp thẻ bảo hiểm y tế|và xác định lại dân tộc|phục vụ công tác thanh tra|phục vụ đấu thầu`

const PLACES = `|||thuộc thẩm quyền của Ủy ban nhân dân cấp xã|thuộc thẩm quyền giải quyết của Sở|
thuộc thẩm quyền của Bộ|trên địa bàn tỉnh|trên địa bàn từ 02 tỉnh trở lên|cấp tỉnh|cấp xã|tại cơ quan đăng ký|
qua mạng điện tử|bằng hình thức trực tuyến|(trường hợp không phải xác minh)|(trường hợp phải xác minh)`

const FIELDS = `Hộ tịch|Quốc tịch|Chứng thực|Công chứng|Luật sư|Nuôi con nuôi|Lý lịch tư pháp|Đất đai|Môi trường|Tài nguyên nước|
Khoáng sản|Quy hoạch xây dựng|Hoạt động xây dựng|Nhà ở|Kinh doanh bất động sản|Thành lập và hoạt động doanh nghiệp|
Hợp tác xã|Đầu tư tại Việt Nam|Đấu thầu|Bảo trợ xã hội|Người có công|Việc làm|Lao động|Bảo hiểm xã hội|Khám bệnh, chữa bệnh|
Dược phẩm|An toàn thực phẩm|Giáo dục mầm non|Giáo dục nghề nghiệp|Đường bộ|Đường thủy nội địa|Đăng kiểm|Xuất nhập cảnh|
Cư trú|Lưu thông hàng hóa|Điện lực|Trồng trọt|Thủy sản|Lâm nghiệp|Du lịch|Di sản văn hóa|Sở hữu trí tuệ|Tôn giáo|Thuế`

const AGENCIES = `Ủy ban nhân dân cấp xã|Ủy ban nhân dân cấp tỉnh|Sở Tư pháp|Sở Nông nghiệp và Môi trường|Sở Xây dựng|Sở Tài chính|
Sở Nội vụ|Sở Y tế|Sở Giáo dục và Đào tạo|Sở Công Thương|Sở Văn hóa, Thể thao và Du lịch|Sở Khoa học và Công nghệ|
Công an cấp xã|Công an cấp tỉnh|Bảo hiểm xã hội cơ sở|Chi cục Thuế`

const listed = (text: string): string[] => text.replace(/\n/g, '').split('|')
const acts = listed(ACTS)
const objects = listed(OBJECTS)
const qualifiers = listed(QUALIFIERS)
const places = listed(PLACES)
const fields = listed(FIELDS)
const agencies = listed(AGENCIES)

/** So many procedures, each with another title. */
export const madeProcedures = (count: number, dice: Dice): MadeProcedure[] => {
  const made = new Map<string, MadeProcedure>()
  while (made.size < count) {
    const title = [acts, objects, qualifiers, places]
      .map((words) => dice.pick(words))
      .filter(Boolean)
      .join(' ')
    if (made.has(title)) continue
    const code = `${1 + (made.size % 2)}.${String(made.size).padStart(6, '0')}`
    made.set(title, { title, code, field: dice.pick(fields), agency: dice.pick(agencies) })
  }
  return [...made.values()]
}
