/**
 * The places of the two wards, today and before July 2025, in the form that `motcua import units` reads. What merged into
 * Quế Võ is as Nghị quyết 1658/NQ-UBTVQH15 (item 81) says, the town's beginning as 723/NQ-UBTVQH15; codes of the former
 * wards are second-hand. What merged into Đào Viên (item 84) is left out: we have not found all of its codes.
 */

/** Codes of the General Statistics Office. */
export const QUE_VO = '09247'
export const DAO_VIEN = '09301'

export const DEMO_PLACES = `code,name,level,parent,valid_from,valid_to,successors
24,Tỉnh Bắc Giang,PROVINCE,,1997-01-01,2025-07-01,24
27,Tỉnh Bắc Ninh,PROVINCE,,1997-01-01,2025-07-01,24
259,Thị xã Quế Võ,DISTRICT,27,2023-04-10,2025-07-01,
09247,Phường Phố Mới,COMMUNE,259,2023-04-10,2025-07-01,${QUE_VO}
09262,Phường Bằng An,COMMUNE,259,2023-04-10,2025-07-01,${QUE_VO}
09268,Phường Quế Tân,COMMUNE,259,2023-04-10,2025-07-01,${QUE_VO}
09283,Phường Việt Hùng,COMMUNE,259,2023-04-10,2025-07-01,${QUE_VO}
24,Tỉnh Bắc Ninh,PROVINCE,,2025-07-01,,
${QUE_VO},Phường Quế Võ,COMMUNE,24,2025-07-01,,
${DAO_VIEN},Phường Đào Viên,COMMUNE,24,2025-07-01,,
`
