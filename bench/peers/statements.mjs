/** What Mayfly asks for the same answers, without ownership and limits. */
const MAILBOX = 'SELECT *, is_active AND expires_at > now() AS is_live FROM mailboxes WHERE address = $1'
const LIST = `
  SELECT m.id, m.seq, m.from_name, m.from_address, m.to_list, m.subject, c.preview, m.received_at, m.is_read, m.size,
    c.attachment_count, c.otp, c.verification_link
  FROM live_mailboxes b JOIN messages m ON m.mailbox_id = b.id
  LEFT JOIN message_contents c ON c.slot = m.slot AND c.mailbox_id = m.mailbox_id AND c.seq = m.seq
  WHERE b.address = $1 ORDER BY m.seq DESC LIMIT 50`
const MESSAGE = `
  SELECT m.id, m.seq, m.from_name, m.from_address, m.to_list, m.subject, m.received_at, m.is_read, m.size, m.message_id,
    m.date, c.preview, c.attachment_count, c.otp, c.verification_link, c.cc, c.reply_to, c.headers, c.body_text,
    c.body_html, c.attachments, c.codes, c.links, c.parse_error
  FROM live_mailboxes b JOIN messages m ON m.mailbox_id = b.id
  LEFT JOIN message_contents c ON c.slot = m.slot AND c.mailbox_id = m.mailbox_id AND c.seq = m.seq
  WHERE b.address = $1 ORDER BY m.seq LIMIT 1`

export const STATEMENTS = { mailbox: MAILBOX, list: LIST, message: MESSAGE }

/** What the answer to each of them is made of. */
export const toBody = (what, rows) => (what === 'list' ? { items: rows, next_cursor: null } : rows[0])
