// Cloudflare Email Workers: hands every mail that is routed to this worker to Mayfly.
// Variables of the worker: MAYFLY_URL (https://mayfly.example) and the secret INBOUND_SECRET.
export default {
  async email(message, env) {
    const response = await fetch(`${env.MAYFLY_URL}/api/v1/inbound/raw`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${env.INBOUND_SECRET}`,
        'content-type': 'message/rfc822',
        'x-envelope-from': message.from,
        'x-envelope-to': message.to,
      },
      body: await new Response(message.raw).arrayBuffer(),
    })
    if (response.status === 413) return message.setReject('Message is larger than we accept')
    // a throw lets the sending server try again later
    if (!response.ok) throw new Error(`Mayfly answered ${response.status}`)
    const { recipients } = await response.json()
    const refused = recipients.find(({ result }) => result === 'refused')
    if (refused) message.setReject(`${refused.smtp_code} ${refused.reason}`)
  },
}
