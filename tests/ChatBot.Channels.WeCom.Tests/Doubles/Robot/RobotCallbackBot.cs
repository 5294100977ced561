using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Channels.WeCom.Tests.Doubles.Robot;

/// <summary>The plainest bot behind a callback address: opens the envelope and answers with what the test puts in line.</summary>
internal sealed class RobotCallbackBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WeComCipher _cipher = new(WeComDemo.RobotToken, WeComDemo.RobotEncodingAesKey, "");

    private RobotCallbackBot()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Callbacks as they were inside.</summary>
    public List<JsonObject> Heard { get; } = [];

    /// <summary>Makes the reply to a callback; null is an empty body.</summary>
    public Func<JsonObject, string?> Reply { get; set; } = _ => null;

    /// <summary>Changes the envelope before it goes out.</summary>
    public Action<JsonObject> Envelope { get; set; } = _ => { };

    /// <summary>How many of the next callbacks fail with 500 before they are read.</summary>
    public int Failing { get; set; }

    public static async Task<RobotCallbackBot> StartAsync()
    {
        var bot = new RobotCallbackBot();
        await bot._app.StartAsync();
        return bot;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        string Query(string name) => context.Request.Query[name].ToString();
        if (context.Request.Method == "GET")
        {
            await context.Response.WriteAsync(_cipher.Decrypt(Query("echostr")));
            return;
        }

        if (Failing-- > 0)
        {
            context.Response.StatusCode = 500;
            return;
        }

        var body = await JsonNode.ParseAsync(context.Request.Body);
        var encrypted = (string)body!["encrypt"]!;
        if (Query("msg_signature") != _cipher.Sign(Query("timestamp"), Query("nonce"), encrypted))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var callback = (JsonObject)JsonNode.Parse(_cipher.Decrypt(encrypted))!;
        Heard.Add(callback);
        if (Reply(callback) is not { } reply)
        {
            return;
        }

        var answer = _cipher.Encrypt(reply);
        var envelope = new JsonObject
        {
            ["encrypt"] = answer,
            ["msgsignature"] = _cipher.Sign("1772000000", Query("nonce"), answer),
            ["timestamp"] = 1772000000,
            ["nonce"] = Query("nonce"),
        };
        Envelope(envelope);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(envelope.ToJsonString()));
    }
}
