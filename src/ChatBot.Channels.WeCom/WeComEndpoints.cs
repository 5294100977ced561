using ChatBot.Channels.WeCom.App;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ChatBot.Channels.WeCom;

/// <summary>The addresses that the platform calls.</summary>
public static class WeComEndpoints
{
    /// <summary>
    /// <c>GET /callbacks/wecom/app/{name}</c> verifies the address, <c>POST</c> takes messages and events; so does
    /// <c>/callbacks/wecom/robot/{name}</c> for a smart robot in callback mode. 404: no such
    /// account; 403: not from the platform or not for this company; 400: not XML or JSON; 413: above 1 MiB; 503: nothing was
    /// kept, call again.
    /// </summary>
    public static RouteGroupBuilder MapWeCom(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/callbacks/wecom");

        // Services alone are bound: the body is read by the callback, once its size and signature are checked.
        group.MapGet("/app/{name}", (HttpContext context, [FromServices] WeComAppCallback callback) => callback.VerifyAddressAsync(context));
        group.MapPost(
            "/app/{name}",
            (HttpContext context, [FromServices] WeComAppCallback callback, [FromServices] ITurnRunner turns) => callback.ReceiveAsync(context, turns));
        group.MapGet("/robot/{name}", (HttpContext context, [FromServices] RobotUrlCallback callback) => callback.VerifyAddressAsync(context));
        group.MapPost(
            "/robot/{name}",
            (HttpContext context, [FromServices] RobotUrlCallback callback, [FromServices] ITurnRunner turns) => callback.ReceiveAsync(context, turns));
        return group;
    }
}
