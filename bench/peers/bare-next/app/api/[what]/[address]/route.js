import pg from 'pg'
import { STATEMENTS, toBody } from '../../../../../statements.mjs'

export const dynamic = 'force-dynamic'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })

export async function GET(_request, { params }) {
  const { what, address } = await params
  const { rows } = await pool.query({ name: what, text: STATEMENTS[what], values: [decodeURIComponent(address)] })
  return Response.json(toBody(what, rows))
}
