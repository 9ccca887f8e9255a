import type { Delivery, DeliveryProblem } from '#lib/api/webhooks.ts'
import { defineWords, type Sentence } from '#lib/language/language.ts'

export const DELIVERIES_WORDS = defineWords({
  en: {
    none: 'Nothing was sent yet.',
    more: 'Show more',
    test: 'Test',
    states: { waiting: 'Waiting', delivered: 'Taken', failed: 'Given up', stopped: 'Stopped' },
    status: (status: number) => `status ${status}`,
    took: (time: string) => `after ${time}`,
    tries: (count: number) => (count === 1 ? '1 try' : `${count} tries`),
    next: (time: string) => `next try ${time}`,
    answer: 'What came back',
    again: 'Send again',
    againWhat: (event: string, time: string) => `Send again: ${event}, ${time}`,
    failed: 'The server did not answer. Press again.',
  },
  zh: {
    none: '还没有发送过。',
    more: '显示更多',
    test: '测试',
    states: { waiting: '等待中', delivered: '已接收', failed: '已放弃', stopped: '已停止' },
    status: (status) => `状态码 ${status}`,
    took: (time) => `用时 ${time}`,
    tries: (count) => `已尝试 ${count} 次`,
    next: (time) => `下次尝试：${time}`,
    answer: '返回内容',
    again: '重新发送',
    againWhat: (event, time) => `重新发送：${event}，${time}`,
    failed: '服务器没有回应。请再按一次。',
  },
})

export const PROBLEM_WORDS: Record<DeliveryProblem, Sentence> = {
  refused: { en: 'the receiver refused it', zh: '接收方拒绝' },
  private_address: { en: 'the address leads into a private network', zh: '地址指向内部网络' },
  no_such_host: { en: 'the host name can’t be found', zh: '找不到主机名' },
  timeout: { en: 'no answer within 10 seconds', zh: '10 秒内没有回应' },
  no_connection: { en: 'no connection, or no valid certificate', zh: '无法连接，或证书无效' },
  not_allowed: { en: 'whoever it was for may not see it any more', zh: '通知对象已无权查看' },
  is_off: { en: 'the webhook was switched off', zh: 'Webhook 已关闭' },
}

export const STATE_COLOURS: Record<Delivery['state'], string> = {
  waiting: 'text-wait',
  delivered: 'text-good',
  failed: 'text-bad',
  stopped: 'text-ink-2',
}
