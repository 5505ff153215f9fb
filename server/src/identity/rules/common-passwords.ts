/**
 * Pieces that common passwords are made of, folded (no marks, lower case): beside the list of those known from breaches, which has hardly
 * a Vietnamese one.
 */
export const COMMON_STEMS: readonly string[] = `
password passw0rd passwd pass word mypassword secret letmein welcome login signin admin administrator root user guest test
testing demo default changeme change master super superman batman spiderman pokemon dragon monkey shadow sunshine princess
football baseball basketball soccer liverpool chelsea arsenal manchester united barcelona realmadrid michael jordan jessica
ashley daniel charlie thomas andrew matthew robert william george hannah jennifer nicole michelle samantha computer internet
google facebook youtube iphone samsung android windows microsoft linkedin twitter zalo viettel vinaphone mobifone server
system network database office company manager money dollar lovely love iloveyou loveyou baby babygirl angel flower butterfly
chocolate cookie summer winter spring autumn monday friday january february march april june july august september october
november december hello world freedom forever friend friends family mother father qazwsx qaz wsx edc qwer qwert qwerty
asdf asdfgh zxcv zxcvbn abc abcd aabbcc trustno whatever starwars matrix mustang hunter killer ranger buster soccer hockey
purple yellow orange silver golden diamond crystal ginger pepper tigger jordan maggie cheese banana apple
matkhau matma khongcho khongbiet dangnhap taikhoan quantri quantrivien nguoidung hethong maytinh xinchao chaoban camon
anhyeuem emyeuanh yeuem yeuanh anhnhoem emnhoanh yeunhieu toiyeu yeu thuong nhoem vochong voyeu chongyeu conyeu giadinh
ngoisao hanhphuc maiyeu mai mottinhyeu tinhyeu vietnam vietnamese hanoi saigon tphcm hochiminh danang haiphong cantho hue nhatrang
dalat vungtau bacninh bacgiang haiduong hungyen namdinh thaibinh ninhbinh thanhhoa nghean hatinh quangbinh quangtri quangnam
quangngai binhdinh phuyen khanhhoa ninhthuan binhthuan dongnai binhduong longan tiengiang bentre angiang kiengiang camau
laocai yenbai tuyenquang thainguyen langson caobang sonla dienbien laichau hoabinh phutho vinhphuc quangninh gialai daklak
lamdong dongthap vinhlong tayninh
nguyen tran pham hoang huynh phan dang bui ngo duong minh anh tuan hung dung linh huong thao trang phuong
motcua mot cua congdan congchuc canbo chuyenvien lanhdao chutich phochutich ubnd uyban uybannhandan nhandan phuong xa quan huyen
tinh thanhpho hanhchinh hanhchinhcong phucvu trungtam dichvucong dichvu hoso tiepnhan tuphap hotich congan congdoan dang
`
  .split(/\s+/)
  .filter((stem) => stem.length >= 3)
