//! `amqp://user:password@host:port/virtual-host/queue`: a queue of RabbitMQ or another AMQP 0-9-1 broker.
//!
//! ```text
//! client ── publish, persistent ──▶ broker: durable queue ── deliver ──▶ server, the only consumer
//!        ◀── confirm ──                                    ◀── ack when the user is done ──
//! ```
//!
//! A rejected message comes again, marked; rejected again it goes to the queue `NAME.dead`. When the broker goes away the
//! server connects again as often as it takes, and a client with its next message.
//!
//! A queue whose name begins with `private$\`, or `?format=system.messaging`, is one of System.Messaging on Mono: a
//! transient queue, an XML body, and the properties without which Mono's receiver drops a message.
//!
//! This is the one technique with an asynchronous runtime: one worker thread, which also keeps the heartbeat.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use futures_lite::StreamExt;
use lapin::message::Delivery;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicNackOptions, BasicPublishOptions, BasicQosOptions,
    ConfirmSelectOptions, QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable, LongString};
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties, Consumer, ErrorKind};
use rustix::event::PollFlags;
use tokio::runtime::Runtime;
use tokio::sync::Notify;

use super::{Receiver, Sender, text};
use crate::address::AmqpFormat;
use crate::format::system_messaging;
use crate::inbox::Inbox;
use crate::message::Outcome;
use crate::stop::{Stop, Wait, wait};
use crate::{Error, Options, Result};

/// How many messages lie ready in the server; those that a dying server had not looked at come again marked, too.
const PREFETCH: u16 = 32;
/// The pause between two attempts to reach a broker.
const PAUSE: Duration = Duration::from_millis(200);
/// How long the broker has to confirm the end.
const CLOSE_PATIENCE: Duration = Duration::from_secs(2);
const PERSISTENT: u8 = 2;
const TRANSIENT: u8 = 1;
/// Reply codes of AMQP 0-9-1, section 1.2.
const ACCESS_REFUSED: u16 = 403;
const NOT_FOUND: u16 = 404;

/// Where and what.
#[derive(Clone)]
struct Broker {
    uri: String,
    queue: String,
    format: AmqpFormat,
    options: Options,
}

/// A connection with one channel. Dropping it closes both.
struct Link {
    connection: Connection,
    channel: Channel,
}

impl Broker {
    fn runtime() -> Result<Runtime> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("amqp").enable_all();
        builder.build().map_err(|error| Error::io("starting the AMQP thread", error))
    }

    /// Connects, waiting up to `connect_timeout` for a broker, and makes the queue.
    async fn reach(&self) -> Result<Link> {
        let deadline = Instant::now() + self.options.connect_timeout;
        loop {
            match self.open().await {
                Err(Error::NoServer { .. }) if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
                done => return done,
            }
        }
    }

    async fn open(&self) -> Result<Link> {
        let patience = self.options.connect_timeout.max(PAUSE);
        let connecting = Connection::connect(&self.uri, ConnectionProperties::default());
        let connection = tokio::time::timeout(patience, connecting).await;
        let connection = connection.map_err(|_| self.absent())?.map_err(|error| match error.kind() {
            ErrorKind::IOError(_) => self.absent(),
            _ => self.error("connecting to the broker", &error),
        })?;
        let failed = |error: lapin::Error| self.error("opening a channel", &error);
        let mut channel = connection.create_channel().await.map_err(failed)?;
        // The queue may be there with properties of another's choice; only when it is not, it is made.
        let found = self.declare(&channel, QueueDeclareOptions::default().passive()).await;
        match found {
            Ok(()) => {}
            Err(error) if reply_code(&error) == Some(NOT_FOUND) => {
                channel = connection.create_channel().await.map_err(failed)?;
                let options = match self.format {
                    AmqpFormat::Text => QueueDeclareOptions::durable(),
                    AmqpFormat::SystemMessaging => QueueDeclareOptions::default(),
                };
                let made = self.declare(&channel, options).await;
                made.map_err(|error| self.error("making the queue", &error))?;
            }
            Err(error) => return Err(self.error("looking for the queue", &error)),
        }
        Ok(Link { connection, channel })
    }

    async fn declare(&self, channel: &Channel, options: QueueDeclareOptions) -> lapin::Result<()> {
        channel.queue_declare(self.queue.as_str().into(), options, FieldTable::default()).await.map(|_| ())
    }

    fn absent(&self) -> Error {
        Error::NoServer { address: self.shown() }
    }

    /// The address without the user and the password.
    fn shown(&self) -> String {
        let rest = self.uri.split_once("//").map_or("", |(_, rest)| rest);
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        format!("amqp://{host}/{}", self.queue)
    }

    fn error(&self, doing: &'static str, error: &lapin::Error) -> Error {
        match (error.kind(), reply_code(error)) {
            (_, Some(ACCESS_REFUSED)) => Error::PermissionDenied { reason: format!("{doing}: {error}") },
            (ErrorKind::ProtocolError(_), _) => Error::Refused { reason: format!("{doing}: {error}") },
            _ => Error::Gone { reason: format!("{doing}: {error}") },
        }
    }
}

fn reply_code(error: &lapin::Error) -> Option<u16> {
    match error.kind() {
        ErrorKind::ProtocolError(error) => Some(error.get_id()),
        _ => None,
    }
}

struct AmqpSender {
    broker: Broker,
    link: Option<Link>,
    runtime: Runtime,
}

pub(super) fn connect(
    uri: &str,
    queue: &str,
    format: AmqpFormat,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let (uri, queue) = (uri.to_owned(), queue.to_owned());
    let broker = Broker { uri, queue, format, options: options.clone() };
    let runtime = Broker::runtime()?;
    let link = Some(runtime.block_on(broker.reach_for_publishing())?);
    Ok(Box::new(AmqpSender { broker, link, runtime }))
}

impl Broker {
    async fn reach_for_publishing(&self) -> Result<Link> {
        let link = self.reach().await?;
        let confirmed = link.channel.confirm_select(ConfirmSelectOptions::default()).await;
        confirmed.map_err(|error| self.error("asking for confirms", &error))?;
        Ok(link)
    }

    /// Publishes all, then waits for all confirms.
    async fn publish(
        &self,
        channel: &Channel,
        queue: &str,
        bodies: &[(Vec<u8>, BasicProperties)],
    ) -> Result<()> {
        let mut confirms = Vec::with_capacity(bodies.len());
        for (body, properties) in bodies {
            let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
            let published =
                channel.basic_publish("".into(), queue.into(), options, body, properties.clone()).await;
            confirms.push(published.map_err(|error| self.error("publishing", &error))?);
        }
        for confirm in confirms {
            match confirm.await.map_err(|error| self.error("waiting for the confirm", &error))? {
                Confirmation::Ack(None) => {}
                Confirmation::Ack(Some(_)) => {
                    return Err(Error::Refused { reason: "the queue is no longer there".to_owned() });
                }
                _ => return Err(Error::Refused { reason: "the broker did not confirm".to_owned() }),
            }
        }
        Ok(())
    }

    fn encode(&self, text: &str) -> Result<(Vec<u8>, BasicProperties)> {
        match self.format {
            AmqpFormat::Text => {
                let properties = BasicProperties::default()
                    .with_delivery_mode(PERSISTENT)
                    .with_content_type("text/plain".into());
                Ok((text.as_bytes().to_vec(), properties.with_content_encoding("utf-8".into())))
            }
            AmqpFormat::SystemMessaging => {
                Ok((system_messaging::write(text)?, system_messaging_properties()))
            }
        }
    }
}

/// The properties that Mono's System.Messaging gives a message and expects of one.
fn system_messaging_properties() -> BasicProperties {
    let string = |text: &str| AMQPValue::LongString(LongString::from(text));
    let (zero, long) = (AMQPValue::LongInt(0), AMQPValue::LongLongInt(0));
    let mut headers = FieldTable::default();
    for (name, value) in [
        ("Label", string("")),
        ("AuthenticationProviderName", string("Microsoft Base Cryptographic Provider, Ver. 1.0")),
        ("AuthenticationProviderType", AMQPValue::LongInt(1)),
        ("UseDeadLetterQueue", AMQPValue::Boolean(false)),
        ("AcknowledgeType", zero.clone()),
        ("SenderVersion", long.clone()),
        ("UseEncryption", AMQPValue::Boolean(false)),
        ("TimeToReachQueue", long.clone()),
        ("TimeToBeReceived", long),
        ("SenderCertificate", string("")),
        ("SourceMachine", string("localhost")),
        ("DestinationSymmetricKey", string("")),
        ("Extension", string("")),
        ("EncryptionAlgorithm", AMQPValue::LongInt(0x6602)),
        ("UseAuthentication", AMQPValue::Boolean(false)),
        ("AppSpecific", zero.clone()),
        ("BodyType", zero),
        ("HashAlgorithm", AMQPValue::LongInt(0x8004)),
        ("ConnectorType", string("00000000-0000-0000-0000-000000000000")),
        ("DigitalSignature", string("")),
    ] {
        headers.insert(name.into(), value);
    }
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let id = format!(
        "00000000-0000-0000-{:04x}-{:012x}\\0",
        std::process::id() & 0xffff,
        time.as_nanos() & 0xffff_ffff_ffff
    );
    let properties = BasicProperties::default().with_headers(headers).with_delivery_mode(TRANSIENT);
    properties.with_priority(3).with_message_id(id.into()).with_timestamp(time.as_secs())
}

impl Sender for AmqpSender {
    fn send(&mut self, text: &str) -> Result<()> {
        self.send_all(&[text])
    }

    fn send_all(&mut self, texts: &[&str]) -> Result<()> {
        let AmqpSender { broker, link, runtime } = self;
        let bodies: Vec<_> = texts.iter().map(|text| broker.encode(text)).collect::<Result<_>>()?;
        // What is wrong with a link shows before anything is published, and is mended then.
        let usable = link.take().filter(|link| link.channel.status().connected());
        let limit = broker.options.send_timeout;
        runtime.block_on(async {
            let usable = match usable {
                Some(usable) => usable,
                None => broker.reach_for_publishing().await?,
            };
            let publishing = broker.publish(&usable.channel, &broker.queue, &bodies);
            let what = "waiting for the broker's confirm";
            tokio::time::timeout(limit, publishing).await.map_err(|_| Error::TimedOut { what, limit })??;
            *link = Some(usable);
            Ok(())
        })
    }
}

struct AmqpReceiver {
    broker: Broker,
    link: Link,
    consumer: Consumer,
    runtime: Runtime,
}

pub(super) fn open(
    uri: &str,
    queue: &str,
    format: AmqpFormat,
    options: &Options,
) -> Result<Box<dyn Receiver>> {
    let (uri, queue) = (uri.to_owned(), queue.to_owned());
    let broker = Broker { uri, queue, format, options: options.clone() };
    let runtime = Broker::runtime()?;
    let (link, consumer) = runtime.block_on(broker.reach_for_consuming())?;
    Ok(Box::new(AmqpReceiver { broker, link, consumer, runtime }))
}

impl Broker {
    async fn reach_for_consuming(&self) -> Result<(Link, Consumer)> {
        let link = self.reach().await?;
        let failed = |error: lapin::Error| self.error("preparing to receive", &error);
        link.channel.basic_qos(PREFETCH, BasicQosOptions::default()).await.map_err(failed)?;
        link.channel.confirm_select(ConfirmSelectOptions::default()).await.map_err(failed)?;
        // The only consumer: order would be lost between two.
        let options = BasicConsumeOptions { exclusive: true, ..BasicConsumeOptions::default() };
        let queue = self.queue.as_str().into();
        let consumer = link.channel.basic_consume(queue, "".into(), options, FieldTable::default()).await;
        let consumer = consumer.map_err(|error| match reply_code(&error) {
            Some(ACCESS_REFUSED) => Error::Taken { address: self.shown() },
            _ => self.error("receiving", &error),
        })?;
        Ok((link, consumer))
    }
}

impl Receiver for AmqpReceiver {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let order = Notify::new();
        let ended = Stop::new().map_err(|error| Error::io("making an event", error))?;
        std::thread::scope(|scope| {
            // The runtime does not know our event: this thread turns the order to stop into one that it knows.
            let (order, watcher) = (&order, ended.clone());
            scope.spawn(move || {
                let _ = wait(&[(watcher.as_fd(), PollFlags::IN)], Some(stop), None);
                order.notify_one();
            });
            let result = self.receive(inbox, stop, order);
            ended.signal();
            result
        })
    }
}

impl AmqpReceiver {
    fn receive(self, inbox: &Inbox, stop: &Stop, order: &Notify) -> Result<()> {
        let AmqpReceiver { broker, mut link, mut consumer, runtime } = self;
        loop {
            let next = runtime.block_on(async {
                tokio::select! {
                    biased;
                    () = order.notified() => None,
                    delivery = consumer.next() => Some(delivery),
                }
            });
            let received = match next {
                None => break,
                Some(Some(Ok(delivery))) => {
                    match broker.hand_over(&runtime, &link.channel, delivery, inbox) {
                        Err(Error::Stopped) => break,
                        done => done,
                    }
                }
                Some(Some(Err(error))) => Err(broker.error("receiving", &error)),
                Some(None) => Err(Error::Gone { reason: "the broker ended the delivery".to_owned() }),
            };
            if let Err(error) = received {
                inbox.fail(&error);
                match broker.come_back(&runtime, stop)? {
                    Some(back) => (link, consumer) = back,
                    None => return Ok(()),
                }
            }
        }
        // What was delivered and not acknowledged goes back to the queue, in its order, before `stop` returns.
        let closed = runtime.block_on(async {
            tokio::time::timeout(CLOSE_PATIENCE, link.connection.close(200, "stop".into())).await
        });
        if !matches!(closed, Ok(Ok(()))) {
            tracing::debug!("the broker did not confirm the end");
        }
        Ok(())
    }
}

impl Broker {
    /// Connects again until it succeeds or the order to stop comes.
    fn come_back(&self, runtime: &Runtime, stop: &Stop) -> Result<Option<(Link, Consumer)>> {
        loop {
            if stop.pause(PAUSE).map_err(|error| Error::io("waiting", error))? == Wait::Stopped {
                return Ok(None);
            }
            let impatient = Broker {
                options: Options { connect_timeout: Duration::ZERO, ..self.options.clone() },
                ..self.clone()
            };
            match runtime.block_on(impatient.reach_for_consuming()) {
                Ok(back) => return Ok(Some(back)),
                Err(error) => tracing::debug!(%error, "the broker is still away"),
            }
        }
    }

    /// Gives a message to the user and tells the broker what became of it.
    fn hand_over(
        &self,
        runtime: &Runtime,
        channel: &Channel,
        delivery: Delivery,
        inbox: &Inbox,
    ) -> Result<()> {
        let failed = |error: lapin::Error| self.error("acknowledging", &error);
        let outcome = match self.decode(&delivery.data) {
            Ok(text) => inbox.deliver_and_wait(text, delivery.redelivered),
            Err(error) => {
                inbox.fail(&error);
                return runtime.block_on(self.bury(channel, &delivery));
            }
        };
        match outcome {
            Outcome::Done => {
                runtime.block_on(delivery.acker.ack(BasicAckOptions::default())).map_err(failed).map(|_| ())
            }
            Outcome::Rejected if delivery.redelivered => runtime.block_on(self.bury(channel, &delivery)),
            Outcome::Rejected => {
                let again = BasicNackOptions { requeue: true, multiple: false };
                runtime.block_on(delivery.acker.nack(again)).map_err(failed).map(|_| ())
            }
            Outcome::Unknown => Err(Error::Stopped),
        }
    }

    fn decode(&self, data: &[u8]) -> Result<String> {
        let limit = self.options.max_message;
        let most = match self.format {
            AmqpFormat::Text => limit,
            // In XML a character may take five times its length, and an element stands around them.
            AmqpFormat::SystemMessaging => limit.saturating_mul(5).saturating_add(1024),
        };
        let too_long = |length| Err(Error::TooLong { length, limit });
        if data.len() > most {
            return too_long(data.len());
        }
        let text = match self.format {
            AmqpFormat::Text => text(data.to_vec(), "AMQP")?,
            AmqpFormat::SystemMessaging => system_messaging::read(data)?,
        };
        if text.len() > limit { too_long(text.len()) } else { Ok(text) }
    }

    /// Puts a message to the dead letters: it is stored there before it is taken from here.
    async fn bury(&self, channel: &Channel, delivery: &Delivery) -> Result<()> {
        let failed = |error: lapin::Error| self.error("burying a message", &error);
        let queue = format!("{}.dead", self.queue);
        let durable = QueueDeclareOptions::durable();
        channel.queue_declare(queue.as_str().into(), durable, FieldTable::default()).await.map_err(failed)?;
        let body = (delivery.data.clone(), delivery.properties.clone().with_delivery_mode(PERSISTENT));
        self.publish(channel, &queue, &[body]).await?;
        delivery.acker.ack(BasicAckOptions::default()).await.map_err(failed).map(|_| ())
    }
}
