/** Under what an officer's intake is kept in the tab. */
export const intakeKey = (officerId: string): string => `intake.${officerId}`
