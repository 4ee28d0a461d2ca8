/** The bytes that mean something in our one CSV dialect. */
export const LINE_FEED = 0x0a
export const CARRIAGE_RETURN = 0x0d
export const QUOTE = 0x22
export const DELIMITER = 0x3b
