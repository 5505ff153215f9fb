/** What a receptionist sends for a household that comes to the counter. */
export const RECEPTION = JSON.stringify({
  procedure: 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
  caseId: 'chung',
  channel: 'COUNTER',
  sets: 1,
  papers: [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }],
  owner: {
    fullName: 'Nguyễn Văn Tưởng',
    citizenNumber: '027065001234',
    birthDate: '1965-02-01',
    phone: '0912345678',
    address: 'Thôn Châu Phong, phường Quế Võ, tỉnh Bắc Ninh',
  },
})
