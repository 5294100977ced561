// Answers each JSON line with one, by Tencent's own crypto package.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { encrypt, decrypt, getSignature } = createRequire(import.meta.url)('@wecom/crypto');

for await (const line of createInterface({ input: process.stdin })) {
  const ask = JSON.parse(line);
  const answer = ask.encrypted === undefined
    ? { encrypted: encrypt(ask.key, ask.message, ask.receiver) }
    : { message: decrypt(ask.key, ask.encrypted).message, receiver: decrypt(ask.key, ask.encrypted).id };
  const cipher = ask.encrypted ?? answer.encrypted;
  answer.signature = getSignature(ask.token, ask.timestamp, ask.nonce, cipher);
  process.stdout.write(JSON.stringify(answer) + '\n');
}
