using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ChatBot.Channels.DingTalk;

/// <summary>The addresses that DingTalk calls.</summary>
public static class DingTalkEndpoints
{
    /// <summary>
    /// Maps <c>POST /callbacks/dingtalk/robot/{name}</c> (消息接收地址 of the app robot in HTTP mode). Answers with empty
    /// bodies: 200 done or knowingly ignored, 400 no robot message, 403 wrong signature or robot, 404 unknown account, 413 too
    /// large, 503 nothing kept or nothing said, please repeat. <c>/cards</c> under it takes pressed
    /// buttons and answers with the card's change.
    /// </summary>
    public static RouteGroupBuilder MapDingTalk(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/callbacks/dingtalk");

        // Services alone are bound: the body is read by the callback, once its size and signature are checked.
        group.MapPost("/robot/{name}", ReceiveAsync);
        group.MapPost("/robot/{name}/cards", ReceiveTapAsync);
        return group;
    }

    private static Task ReceiveTapAsync(HttpContext context, [FromServices] DingTalkCallback callback, [FromServices] ITurnRunner turns) =>
        callback.HandleTapAsync(context, context.GetRouteValue("name") as string, turns);

    private static async Task ReceiveAsync(HttpContext context, [FromServices] DingTalkCallback callback, [FromServices] ITurnRunner turns) =>
        context.Response.StatusCode = await callback.HandleAsync(context, context.GetRouteValue("name") as string, turns);
}
