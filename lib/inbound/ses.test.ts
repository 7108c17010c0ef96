import { createSign } from 'node:crypto'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { receiveSes } from './ses'
import { type SnsMessage, toSigned } from './sns'

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:mayfly'
const CERT_URL = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-abc.pem'

let ctx: TestContext
let amazon: { private: string; cert: string }
let forger: { private: string; cert: string }
beforeAll(async () => {
  ctx = await createTestContext({ INBOUND_SES_TOPICS: `${TOPIC}, arn:aws:sns:eu-west-1:123456789012:other` })
  amazon = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }])
  forger = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }])
})
afterAll(() => ctx.dispose())

type Fields = Partial<SnsMessage>

function toMessage(fields: Fields, { key = amazon.private } = {}): SnsMessage {
  const message: SnsMessage = {
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: TOPIC,
    Message: '{}',
    Timestamp: new Date().toISOString(),
    SignatureVersion: '2',
    SigningCertURL: CERT_URL,
    Signature: '',
    ...fields,
  }
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return { ...message, Signature: createSign(algorithm).update(toSigned(message)).sign(key, 'base64') }
}

/** Where Amazon was asked. */
let fetched: string[] = []

function receive(message: unknown, { certificate = amazon.cert } = {}) {
  fetched = []
  const fetchText = async (url: string) => {
    fetched.push(url)
    return url.endsWith('.pem') ? certificate : 'confirmed'
  }
  return receiveSes(ctx, message, { clientIp: '192.0.2.1', fetchText })
}

const mail = (to: string[], content: string, encoding = 'UTF8') =>
  JSON.stringify({
    notificationType: 'Received',
    mail: { source: 'sender@example.org', destination: to },
    receipt: { recipients: to, action: { type: 'SNS', topicArn: TOPIC, encoding } },
    content,
  })

const RAW = 'Subject: By SES\r\n\r\nGrüße\r\n'

describe('a notification with its message', () => {
  test.each([
    ['UTF8', '1'],
    ['UTF8', '2'],
    ['BASE64', '2'],
  ] as const)(
    'encoded as %s, signed by version %s, is delivered to the recipients of the envelope',
    async (encoding, version) => {
      const { address, id } = await createTestMailbox(ctx)
      const content = encoding === 'BASE64' ? Buffer.from(RAW).toString('base64') : RAW
      const message = toMessage({
        Message: mail([address], content, encoding),
        Subject: 'Amazon SES',
        SignatureVersion: version,
      })
      expect(await receive(message)).toMatchObject({
        status: 'delivered',
        recipients: [{ address, result: 'accepted' }],
      })
      const { rows } = await ctx.db.pool.query(
        'SELECT raw, mail_from FROM messages JOIN message_sources USING (mailbox_id, seq) WHERE mailbox_id = $1',
        [id],
      )
      expect(rows).toEqual([{ raw: Buffer.from(RAW), mail_from: 'sender@example.org' }])
    },
  )

  test('that is about something else is ignored, so that it is not sent again', async () => {
    for (const Message of [
      'hello',
      '{}',
      '[]',
      'null',
      '{"notificationType":"Bounce"}',
      '{"notificationType":"Received"}',
    ]) {
      expect(await receive(toMessage({ Message }))).toEqual({ status: 'ignored' })
    }
  })
})

test('the certificate is asked for once', async () => {
  const SigningCertURL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-once.pem'
  await receive(toMessage({ SigningCertURL }))
  expect(fetched).toEqual([SigningCertURL])
  await receive(toMessage({ SigningCertURL }))
  expect(fetched).toEqual([])
})

describe('a subscription', () => {
  const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc'
  const subscription: Fields = { Type: 'SubscriptionConfirmation', Token: 'abc', SubscribeURL }

  test('to a topic that the operator named is confirmed', async () => {
    expect(await receive(toMessage(subscription))).toEqual({ status: 'confirmed' })
    expect(fetched.at(-1)).toBe(SubscribeURL)
  })

  test('to any other topic, or by an address that is not Amazon’s, is not', async () => {
    const foreign = toMessage({ ...subscription, TopicArn: 'arn:aws:sns:eu-west-1:999999999999:mayfly' })
    await expect(receive(foreign)).rejects.toMatchObject({ code: 'forbidden' })
    expect(fetched).toEqual([])
    for (const url of ['http://169.254.169.254/', 'https://sns.eu-west-1.amazonaws.com.evil.example/', undefined]) {
      await expect(receive(toMessage({ ...subscription, SubscribeURL: url }))).rejects.toMatchObject({
        code: 'forbidden',
      })
      expect(fetched.filter((address) => !address.endsWith('.pem'))).toEqual([])
    }
  })
})

describe('a forgery is refused', () => {
  const refused = { code: 'forbidden', status: 403 }
  /** Not in the cache of certificates, which only genuine messages fill. */
  const fresh = (name: string) => `https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-${name}.pem`

  test('signed with another key, or changed after it was signed', async () => {
    await expect(receive(toMessage({}, { key: forger.private }))).rejects.toMatchObject(refused)
    const genuine = toMessage({ Message: mail(['a@mayfly.localhost'], RAW) })
    for (const change of [
      { Message: '{}' },
      { Timestamp: 'now' },
      { Subject: 'x' },
      { Signature: '' },
      { Signature: 'AAAA' },
    ]) {
      await expect(receive({ ...genuine, ...change })).rejects.toMatchObject(refused)
    }
  })

  test('with a certificate from elsewhere, before it is fetched', async () => {
    for (const SigningCertURL of [
      'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.pem',
      'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-a.pem',
      'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-a.pem',
      'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.pem',
      'https://bucket.s3.amazonaws.com/SimpleNotificationService-a.pem',
      'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-a.pem',
      'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.txt',
      'https://sns.eu-west-1.amazonaws.com/?Action=GetEndpointAttributes&a=.pem',
      'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.pem?Action=GetEndpointAttributes',
      'https://sns.eu-west-1.amazonaws.com/x/SimpleNotificationService-a.pem',
      'nonsense',
    ]) {
      await expect(receive(toMessage({ SigningCertURL }), { certificate: forger.cert })).rejects.toMatchObject(refused)
      expect(fetched, SigningCertURL).toEqual([])
    }
  })

  test('with something that is no certificate, or one that is over', async () => {
    await expect(receive(toMessage({ SigningCertURL: fresh('x') }), { certificate: 'no' })).rejects.toMatchObject(
      refused,
    )
    const past = { notBeforeDate: new Date('2020-01-01'), notAfterDate: new Date('2021-01-01') }
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }], past)
    const message = toMessage({ SigningCertURL: fresh('past') }, { key })
    await expect(receive(message, { certificate: cert })).rejects.toMatchObject(refused)
  })

  test('genuine, but older than a day: it was recorded somewhere', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    expect(await receive(toMessage({ Timestamp: hoursAgo(23) }))).toEqual({ status: 'ignored' })
    for (const Timestamp of [hoursAgo(25), hoursAgo(-25), 'yesterday', '']) {
      await expect(receive(toMessage({ Timestamp })), Timestamp).rejects.toMatchObject(refused)
    }
  })

  test('that is no message at all is invalid', async () => {
    for (const body of [
      null,
      [],
      'x',
      {},
      { ...toMessage({}), SignatureVersion: '3' },
      { ...toMessage({}), Type: 'Other' },
    ]) {
      await expect(receive(body)).rejects.toMatchObject({ code: 'invalid_request' })
    }
  })
})
