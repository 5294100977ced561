using System.Buffers;
using System.Text;
using ChatBot.Channels.WeCom;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Npgsql;
using StackExchange.Redis;

namespace ChatBot.Benchmarks.Turn;

/// <summary>
/// What no service can be faster than (design §9): a bare handler with the same crypto, two round trips to Redis that carry
/// what a turn carries, and for the turn that submits one batch of the same rows, with the same drivers.
/// </summary>
internal static class Floor
{
    private const string ClaimScript = """
        redis.call('SET', KEYS[1], 'c' .. ARGV[1], 'PX', 20000)
        return redis.call('GET', KEYS[2])
        """;

    private const string CompleteScript = """
        redis.call('SET', KEYS[1], ARGV[1], 'PX', 86400000)
        redis.call('SET', KEYS[2], ARGV[2], 'PX', 7200000)
        return 1
        """;

    // As long as what the product answers, keeps and remembers in this conversation.
    private static readonly string Answer = new('问', 150);
    private static readonly string State = new('s', 420);
    private static readonly byte[] OpenEncrypt = "<Encrypt><![CDATA["u8.ToArray();
    private static readonly byte[] CloseData = "]]>"u8.ToArray();

    /// <summary>Serves until killed.</summary>
    public static async Task RunAsync(string postgres, string redis)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var crypto = new WeComCrypto(WeComDemo.Token, WeComDemo.EncodingAesKey, WeComDemo.CorpId);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(TestDatabase.PastTheWall(postgres)) { MaxAutoPrepare = 200, MaxPoolSize = 32 }.ConnectionString);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis);
        var database = multiplexer.GetDatabase();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/callbacks/wecom/app/main", context => HandleAsync(context, crypto, source, database));
        await app.RunAsync();
    }

    private static async Task HandleAsync(HttpContext context, WeComCrypto crypto, NpgsqlDataSource source, IDatabase redis)
    {
        var query = context.Request.Query;
        var (encrypted, error) = (await ReadAsync(context), WeComCryptoError.None);
        error = crypto.TryOpen(query["msg_signature"]!, query["timestamp"]!, query["nonce"]!, encrypted, out var opened);
        if (opened is null)
        {
            context.Response.StatusCode = error == WeComCryptoError.None ? 500 : 403;
            return;
        }

        bool submits;
        using (opened)
        {
            submits = opened.Utf8.Span.IndexOf(Encoding.UTF8.GetBytes(Conversation.Submission)) >= 0;
        }

        var message = (string)query["nonce"]!;
        await redis.ScriptEvaluateAsync(ClaimScript, [$"f:m:{message}", $"f:s:{message}"], [message]);
        if (submits)
        {
            await FloorCommit.WriteAsync(source, message, context.RequestAborted);
        }

        await redis.ScriptEvaluateAsync(CompleteScript, [$"f:m:{message}", $"f:s:{message}"], [Answer, State]);
        var reply = crypto.Encrypt($"<xml><ToUserName>x</ToUserName><MsgType>text</MsgType><Content><![CDATA[{Answer}]]></Content></xml>");
        var signature = crypto.Sign(query["timestamp"]!, message, reply);
        var body = Encoding.UTF8.GetBytes(
            $"<xml><Encrypt><![CDATA[{reply}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature><TimeStamp>{query["timestamp"]}</TimeStamp><Nonce><![CDATA[{message}]]></Nonce></xml>");
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private static async ValueTask<string> ReadAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray();
                var from = body.IndexOf(OpenEncrypt) + OpenEncrypt.Length;
                var text = Encoding.ASCII.GetString(body.Slice(from, body[from..].IndexOf(CloseData)));
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return text;
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
