import { v7 } from 'uuid'

/** An id made by the application: uuidv7, so that rows written together lie together. Its order is not commit order. */
export const newId = (): string => v7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => UUID.test(text)
