// A bot made of Tencent's own SDK. Tells what happens as JSON lines; ends when its standard input ends.
// The package's ES module entry lacks the file extensions that Node.js asks for, so it is loaded as CommonJS.
import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';

const { WSClient } = createRequire(import.meta.url)('@wecom/aibot-node-sdk');
const [url, botId, secret] = process.argv.slice(2);
const tell = (what, more = {}) => process.stdout.write(JSON.stringify({ what, ...more }) + '\n');
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const client = new WSClient({
  botId, secret, wsUrl: url, logger: silent, reconnectInterval: 100, heartbeatInterval: 300, maxAuthFailureAttempts: 1,
});

const card = (taskId, title) => ({
  card_type: 'button_interaction',
  main_title: { title },
  task_id: taskId,
  button_list: [{ text: '参加', style: 1, key: 'join' }, { text: '请假', style: 2, key: 'leave' }],
});

// Errors of the platform come as frames, the SDK's own as Error.
const guarded = (name, work) => async (frame) => {
  try {
    await work(frame);
  } catch (error) {
    tell('failed', { name, errcode: error.errcode ?? null, reason: error.message ?? error.errmsg });
  }
};

async function stream(frame, ...snapshots) {
  const id = `stream_${frame.headers.req_id}`;
  for (const [index, content] of snapshots.entries()) {
    await client.replyStream(frame, id, content, index === snapshots.length - 1);
  }
}

client.on('authenticated', () => tell('authenticated'));
client.on('disconnected', () => tell('disconnected'));
client.on('reconnecting', (attempt) => tell('reconnecting', { attempt }));
client.on('error', (error) => tell('error', { reason: error.message }));
client.on('event.disconnected_event', () => tell('dismissed'));

client.on('message.text', guarded('text', async (frame) => {
  const text = frame.body.text.content.replace(/^@\S+\s+/, '');
  tell('heard', { text, chat: frame.body.chatid ?? frame.body.from.userid });
  switch (text) {
    case '卡片':
      await client.replyTemplateCard(frame, card(`task-${frame.body.msgid}`, '周三党课'));
      break;
    case '文件': {
      const bytes = Buffer.alloc(600 * 1024, '党');
      const { media_id } = await client.uploadMedia(bytes, { type: 'file', filename: '学习材料.txt' });
      await client.replyMedia(frame, 'file', media_id);
      break;
    }
    case '主动':
      await client.sendMessage(frame.body.from.userid, { msgtype: 'markdown', markdown: { content: '**会议通知**' } });
      break;
    default:
      await stream(frame, '正在想', `听到了：${text}`);
  }
}));
client.on('message.file', guarded('file', async (frame) => {
  const { url: address, aeskey } = frame.body.file;
  const { buffer, filename } = await client.downloadFile(address, aeskey);
  await stream(frame, `${filename} ${buffer.length} ${createHash('sha256').update(buffer).digest('hex')}`);
}));
client.on('event.enter_chat', guarded('welcome', (frame) =>
  client.replyWelcome(frame, { msgtype: 'text', text: { content: '您好，我是支部助手。' } })));
client.on('event.template_card_event', guarded('update', async (frame) => {
  const { event_key: key, task_id: taskId } = frame.body.event.template_card_event;
  await client.updateTemplateCard(frame, card(taskId, key === 'join' ? '已报名' : '已请假'));
}));

process.stdin.resume();
process.stdin.on('end', () => {
  client.disconnect();
  process.exit(0);
});
client.connect();
