using ChatBot.Channels.WeCom.App;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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

        // Plain request delegates: nothing is to be bound before the signature is checked.
        group.MapGet("/app/{name}", context =>
            context.RequestServices.GetRequiredService<WeComAppCallback>().VerifyAddressAsync(context));
        group.MapPost("/app/{name}", context =>
            context.RequestServices.GetRequiredService<WeComAppCallback>()
                .ReceiveAsync(context, context.RequestServices.GetRequiredService<ITurnRunner>()));
        group.MapGet("/robot/{name}", context =>
            context.RequestServices.GetRequiredService<RobotUrlCallback>().VerifyAddressAsync(context));
        group.MapPost("/robot/{name}", context =>
            context.RequestServices.GetRequiredService<RobotUrlCallback>()
                .ReceiveAsync(context, context.RequestServices.GetRequiredService<ITurnRunner>()));
        return group;
    }
}
