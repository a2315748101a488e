import type { conversationPtBr } from '../pt-br/conversation.ts';

/** Writing to customers and colleagues, in English. */
export const conversationEn: Readonly<Record<keyof typeof conversationPtBr, string>> = {
  'alert.mentioned.title': '{ticket}: {actor} mentioned you',
  'alert.mentioned.body': '{subject}',
  'notifications.kind.mentioned': 'I am mentioned',
  'notifications.kind.mentionedHint': 'When somebody writes @ and your name in an internal note.',
  'composer.channel': 'via {channel}',
  'composer.channels': 'Channel of the reply',
  'composer.signature': 'Signature',
  'composer.mentions': 'Mention',
  'composer.length': '{count} of {most} characters',
  'composer.tooLong':
    'The text has {count} characters, and {most} fit. Nothing is lost: shorten it, or send it as a file.',
  'composer.attachText': 'Attach as a file',
  'composer.textFile': 'text.txt',
  'conversation.quote': 'Quote {name}',
  'profile.signature': 'Signature',
  'profile.signatureHint':
    'Stands below your replies by e-mail and in the portal. On the phone, in chat and on WhatsApp it does not.',
  'profile.signaturePlaceholders': 'May use {names}.',
  'profile.signatureUnknown': 'Nothing fills in {names}.',
  'profile.signatureSave': 'Save signature',
  'toast.signature': 'Signature saved',
  'mutation.person.setSignature': 'Signature',
  'refusal.conflict.no_address': 'No address of the customer is known for {channel}: answer in another channel.',
  'refusal.noAddressPlain': 'No address of the customer is known for this channel: answer in another.',
};
