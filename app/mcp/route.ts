import { answerMcp, MCP_HEADERS } from '@/lib/http/mcp/route'
import { methods } from '@/lib/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: answerMcp }, { headers: MCP_HEADERS })
