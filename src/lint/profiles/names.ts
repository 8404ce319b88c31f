/** Those who take tools, and what each stands for. */
export const profileNames = {
  mcp: 'the MCP specification, as clients hold servers to it',
  openai: 'OpenAI function calling',
  'openai-strict': 'OpenAI function calling with `strict: true`, beside `openai`',
  anthropic: 'Anthropic tool use',
  'anthropic-strict': 'Anthropic tool use with `strict: true`, beside `anthropic`',
  gemini: 'Gemini function declarations (`parameters`)',
  bedrock: 'Amazon Bedrock Converse',
  'llama-factory': 'training with LLaMA-Factory',
} as const;
export type ProfileName = keyof typeof profileNames;
