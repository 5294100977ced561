// A bot made of DingTalk's own stream SDK. Tells what happens as JSON lines; ends when its standard input ends.
// The SDK's addresses are constants, so its HTTP client is told to go to the double instead; the package stays as it is.
import axios from 'axios';
import { DWClient, EventAck, TOPIC_CARD, TOPIC_ROBOT } from 'dingtalk-stream';

const [base, clientId, clientSecret] = process.argv.slice(2);
const tell = (what, more = {}) => process.stdout.write(JSON.stringify({ what, ...more }) + '\n');

axios.interceptors.request.use((config) => {
  config.url = config.url.replace(/^https:\/\/(api|oapi)\.dingtalk\.com\//, base);
  return config;
});
axios.interceptors.response.use((response) => response, (error) => {
  tell('refused', { status: error.response?.status ?? null, code: error.response?.data?.code ?? null });
  throw error;
});

const client = new DWClient({ clientId, clientSecret, ua: 'sdk-proof' });
const sayLater = new Set();

client.registerCallbackListener(TOPIC_ROBOT, async (frame) => {
  const message = JSON.parse(frame.data);
  const text = message.text?.content.trim() ?? `[${message.msgtype}]`;
  tell('heard', { text, user: message.senderStaffId, messageId: frame.headers.messageId });
  if (text === '先不确认' && !sayLater.has(frame.headers.messageId)) {
    sayLater.add(frame.headers.messageId);
    return;
  }

  client.socketCallBackResponse(frame.headers.messageId, null);
  await axios.post(message.sessionWebhook, {
    msgtype: 'text', text: { content: `听到了：${text}` }, at: { atUserIds: [message.senderStaffId] },
  });
});

client.registerCallbackListener(TOPIC_CARD, (frame) => {
  const pressed = JSON.parse(frame.data);
  const { actionIds, params } = JSON.parse(pressed.content).cardPrivateData;
  tell('pressed', { card: pressed.outTrackId, user: pressed.userId, action: actionIds[0], params });
  client.socketCallBackResponse(frame.headers.messageId, {
    cardData: { cardParamMap: { count: '1' } },
    userPrivateData: { cardParamMap: { signed: 'true' } },
    cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
  });
});

client.registerAllEventListener((frame) => {
  tell('event', { type: frame.headers.eventType, data: JSON.parse(frame.data) });
  return { status: frame.headers.eventType === 'chat_disband' ? EventAck.LATER : EventAck.SUCCESS };
});

process.stdin.on('end', () => {
  client.disconnect();
  process.exit(0);
});
process.stdin.resume();
await client.connect();
tell('connected');
